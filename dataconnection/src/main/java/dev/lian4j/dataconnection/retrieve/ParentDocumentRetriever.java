package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorStore;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Searches among small pieces, which are found well, and gives the large documents that they are from, which tell more.
 * Each document comes once, with the score of its best piece. The documents are kept in memory. Thread safe where the
 * store is.
 */
public final class ParentDocumentRetriever implements Retriever {

    private static final String PARENT = "parent_id";

    private final DocumentTransformer splitter;
    private final MultiVectorRetriever pieces;

    private ParentDocumentRetriever(VectorStore pieces, DocumentTransformer splitter, int k) {
        this.splitter = splitter;
        this.pieces = new MultiVectorRetriever(pieces, new ConcurrentHashMap<>(), PARENT, k);
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
        return pieces.add(document, splitter.invoke(List.of(document)));
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(pieces);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        return run.call(pieces, query);
    }
}
