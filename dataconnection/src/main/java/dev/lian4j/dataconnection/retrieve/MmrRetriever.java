package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.MaximalMarginalRelevance;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import java.util.List;

/**
 * Finds documents that are near a question and unlike one another: LangChain's {@code search_type="mmr"}. In the order in
 * which they were chosen; scores are the store's.
 *
 * @param store where to look
 * @param k how many documents to give at most
 * @param fetchK how many of the nearest to choose from
 * @param lambda 1 for nearness alone, 0 for difference alone
 * @param filter which documents may be given
 */
public record MmrRetriever(VectorStore store, int k, int fetchK, double lambda, Filter filter) implements Retriever {

    /** With LangChain's defaults: of the 20 nearest, nearness and difference alike. */
    public static MmrRetriever of(VectorStore store, int k) {
        return new MmrRetriever(store, k, Math.max(20, k), 0.5, Filter.all());
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        float[] vector = run.call(new QueryEmbedding(store.embeddings()), query);
        VectorQuery near =
                VectorQuery.of(vector, Math.max(k, fetchK)).where(filter).withVectors();
        return MaximalMarginalRelevance.select(vector, store.nearest(near), store.embeddings(), k, lambda);
    }
}
