package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import java.util.List;

/**
 * Finds the documents of a store that are nearest to a question. The embedding of the question is a step of its own in
 * traces. Immutable.
 *
 * @param store where to look
 * @param k how many documents to give at most
 * @param minScore the least score of a document, on the store's scale; negative infinity for any
 * @param filter which documents may be given
 */
public record VectorStoreRetriever(VectorStore store, int k, double minScore, Filter filter) implements Retriever {

    /** Checks the limits. */
    public VectorStoreRetriever {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        if (Double.isNaN(minScore)) {
            throw new IllegalArgumentException("minScore must be a number");
        }
    }

    /** The {@code k} nearest documents, however far. */
    public static VectorStoreRetriever of(VectorStore store, int k) {
        return new VectorStoreRetriever(store, k, Double.NEGATIVE_INFINITY, Filter.all());
    }

    /** This retriever, giving only documents of at least this score. */
    public VectorStoreRetriever withMinScore(double newMinScore) {
        return new VectorStoreRetriever(store, k, newMinScore, filter);
    }

    /** This retriever, looking only among the documents that the filter means. */
    public VectorStoreRetriever where(Filter newFilter) {
        return new VectorStoreRetriever(store, k, minScore, newFilter);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        float[] vector = run.call(new QueryEmbedding(store.embeddings()), query);
        return store.nearest(VectorQuery.of(vector, k).where(filter).withMinScore(minScore));
    }
}
