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
        return similaritySearch(query, k, Filter.all());
    }

    /** The {@code k} documents nearest to the question among those that the filter means. */
    default List<Document> similaritySearch(String query, int k, Filter filter) {
        return similaritySearchWithScore(query, k, filter).stream()
                .map(ScoredDocument::document)
                .toList();
    }

    /** As {@link #similaritySearch(String, int)}, with the scores. */
    default List<ScoredDocument> similaritySearchWithScore(String query, int k) {
        return similaritySearchWithScore(query, k, Filter.all());
    }

    /** As {@link #similaritySearch(String, int, Filter)}, with the scores. */
    default List<ScoredDocument> similaritySearchWithScore(String query, int k, Filter filter) {
        return nearest(VectorQuery.of(embeddings().embedQuery(query), k).where(filter));
    }

    /** The {@code k} documents nearest to a vector, nearest first. */
    default List<Document> similaritySearchByVector(float[] vector, int k) {
        return nearest(vector, k).stream().map(ScoredDocument::document).toList();
    }

    /**
     * Documents that are near the question and unlike one another: of the {@code fetchK} nearest, {@code k} one by one,
     * each the best of {@code lambda} times its likeness to the question less the rest times its likeness to the most
     * alike of those taken. Likeness is the cosine. (Carbonell and Goldstein, 1998.)
     *
     * @param lambda 1 for nearness alone, 0 for difference alone; LangChain's default is 0.5
     * @throws IllegalArgumentException if {@code lambda} is not between 0 and 1, or {@code fetchK} is less than 1
     */
    default List<Document> maxMarginalRelevanceSearch(String query, int k, int fetchK, double lambda) {
        float[] vector = embeddings().embedQuery(query);
        List<ScoredDocument> near =
                nearest(VectorQuery.of(vector, Math.max(k, fetchK)).withVectors());
        return MaximalMarginalRelevance.select(vector, near, embeddings(), k, lambda).stream()
                .map(ScoredDocument::document)
                .toList();
    }

    /** This store as a step of a chain that finds {@code k} documents. */
    default Retriever asRetriever(int k) {
        return query -> similaritySearchWithScore(query, k);
    }
}
