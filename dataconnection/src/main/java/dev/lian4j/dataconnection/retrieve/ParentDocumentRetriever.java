package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Searches among small pieces, which are found well, and gives the large documents that they are from, which tell more.
 * Each document comes once, with the score of its best piece. The documents are kept in memory. Thread safe where the
 * store is.
 */
public final class ParentDocumentRetriever implements Retriever {

    private static final String PARENT = "parent_id";

    private final VectorStore pieces;
    private final DocumentTransformer splitter;
    private final int k;
    private final Map<String, Document> parents = new ConcurrentHashMap<>();

    private ParentDocumentRetriever(VectorStore pieces, DocumentTransformer splitter, int k) {
        this.pieces = pieces;
        this.splitter = splitter;
        this.k = k;
    }

    /**
     * A retriever without documents.
     *
     * @param pieces where the pieces go
     * @param splitter makes pieces of documents
     * @param k how many pieces to look for
     */
    public static ParentDocumentRetriever of(VectorStore pieces, DocumentTransformer splitter, int k) {
        return new ParentDocumentRetriever(pieces, splitter, k);
    }

    /** Adds documents; gives their ids. */
    public List<String> addDocuments(List<Document> documents) {
        return documents.stream().map(this::add).toList();
    }

    private String add(Document document) {
        String id = document.id() == null ? UUID.randomUUID().toString() : document.id();
        parents.put(id, document.withId(id));
        pieces.addDocuments(splitter.invoke(List.of(document.with(PARENT, id))));
        return id;
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        Map<String, ScoredDocument> found = new LinkedHashMap<>();
        for (ScoredDocument piece : run.call(VectorStoreRetriever.of(pieces, k), query)) {
            String id = String.valueOf(piece.document().metadata().get(PARENT));
            if (parents.containsKey(id)) {
                found.putIfAbsent(id, new ScoredDocument(Objects.requireNonNull(parents.get(id)), piece.score()));
            }
        }
        return List.copyOf(found.values());
    }
}
