package dev.lian4j.core.document;

import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;

/** Documents that are found by meaning: an index and the embedding model that its vectors are from. */
public interface VectorStore extends VectorIndex {

    /** The model that makes this store's vectors. */
    EmbeddingModel embeddings();

    /** Embeds and adds documents; gives their ids. */
    default List<String> addDocuments(List<Document> documents) {
        return put(
                documents,
                embeddings()
                        .embedDocuments(documents.stream().map(Document::text).toList()));
    }

    /** The {@code k} documents nearest to the question, nearest first. */
    default List<Document> similaritySearch(String query, int k) {
        return similaritySearchWithScore(query, k).stream()
                .map(ScoredDocument::document)
                .toList();
    }

    /** As {@link #similaritySearch}, with the scores. */
    default List<ScoredDocument> similaritySearchWithScore(String query, int k) {
        return nearest(embeddings().embedQuery(query), k);
    }

    /** This store as a step of a chain that finds {@code k} documents. */
    default Retriever asRetriever(int k) {
        return query -> similaritySearchWithScore(query, k);
    }
}
