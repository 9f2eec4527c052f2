package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;

/**
 * Finds documents of a store by meaning and by words, and joins both lists. Each gives 50 candidates, or {@code k} where
 * that is more. Immutable.
 */
public final class HybridRetriever implements Retriever {

    private static final int CANDIDATES = 50;

    private final KeywordVectorStore store;
    private final int k;
    private final Filter filter;
    private final Fusion fusion;

    private HybridRetriever(KeywordVectorStore store, int k, Filter filter, Fusion fusion) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        this.store = store;
        this.k = k;
        this.filter = filter;
        this.fusion = fusion;
    }

    /** The {@code k} best of both, by reciprocal rank fusion at equal weight. */
    public static HybridRetriever of(KeywordVectorStore store, int k) {
        return new HybridRetriever(store, k, Filter.all(), Fusion.reciprocalRank());
    }

    /** This retriever, looking only among the documents that the filter means. */
    public HybridRetriever where(Filter newFilter) {
        return new HybridRetriever(store, k, newFilter, fusion);
    }

    /** This retriever, joining the lists in another way. */
    public HybridRetriever joinedBy(Fusion newFusion) {
        return new HybridRetriever(store, k, filter, newFusion);
    }

    /**
     * This retriever, joining by ranks.
     *
     * @param vectorWeight of the list by meaning, 0 to 1; that by words has the rest
     */
    public HybridRetriever withVectorWeight(double vectorWeight) {
        return joinedBy(Fusion.reciprocalRank(vectorWeight, 1 - vectorWeight));
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        int candidates = Math.max(k, CANDIDATES);
        List<List<ScoredDocument>> both = AskedAtOnce.ask(
                "hybrid",
                List.of(
                        VectorStoreRetriever.of(store, candidates).where(filter),
                        KeywordRetriever.of(store, candidates).where(filter)),
                query,
                run);
        return fusion.join(both.get(0), both.get(1)).stream().limit(k).toList();
    }
}
