package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Searches among texts that stand for a document, such as its summary, questions that it answers or its pieces, and gives
 * the document itself. Each comes once, with the score of its best stand-in. Thread safe where the store and the map are.
 */
public final class MultiVectorRetriever implements Retriever {

    /** The metadata key under which a stand-in names its document; LangChain's name. */
    public static final String DOCUMENT_ID = "doc_id";

    private final VectorStore standIns;
    private final Map<String, Document> documents;
    private final String key;
    private final int k;

    MultiVectorRetriever(VectorStore standIns, Map<String, Document> documents, String key, int k) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        this.standIns = standIns;
        this.documents = documents;
        this.key = key;
        this.k = k;
    }

    /**
     * A retriever that keeps its documents in memory.
     *
     * @param standIns where the texts that stand for documents go
     * @param k how many stand-ins to look for
     */
    public static MultiVectorRetriever of(VectorStore standIns, int k) {
        return of(standIns, new ConcurrentHashMap<>(), k);
    }

    /** A retriever that keeps its documents, by their ids, in this map, which may be a view of a file or a database. */
    public static MultiVectorRetriever of(VectorStore standIns, Map<String, Document> documents, int k) {
        return new MultiVectorRetriever(standIns, documents, DOCUMENT_ID, k);
    }

    /** Adds documents, each under the texts that stand for it; gives their ids. */
    public List<String> addDocuments(List<Document> added, Function<Document, List<String>> standingFor) {
        return added.stream()
                .map(document -> add(
                        document,
                        standingFor.apply(document).stream().map(Document::of).toList()))
                .toList();
    }

    /** Adds a document under the texts that stand for it; gives its id. */
    public String add(Document document, List<Document> standingFor) {
        String id = document.id() == null ? UUID.randomUUID().toString() : document.id();
        documents.put(id, document.withId(id));
        if (!standingFor.isEmpty()) {
            standIns.addDocuments(
                    standingFor.stream().map(each -> each.with(key, id)).toList());
        }
        return id;
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        Map<String, ScoredDocument> found = new LinkedHashMap<>();
        for (ScoredDocument standIn : run.call(VectorStoreRetriever.of(standIns, k), query)) {
            String id = String.valueOf(standIn.document().metadata().get(key));
            Document document = documents.get(id);
            if (document != null) {
                found.putIfAbsent(id, new ScoredDocument(document, standIn.score()));
            }
        }
        return List.copyOf(found.values());
    }
}
