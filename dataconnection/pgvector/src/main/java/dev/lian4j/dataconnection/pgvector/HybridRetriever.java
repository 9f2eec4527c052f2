package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.dataconnection.retrieve.EnsembleRetriever;
import dev.lian4j.dataconnection.retrieve.VectorStoreRetriever;
import java.util.List;
import java.util.Objects;

/**
 * Finds documents by meaning and by words at once, joined by reciprocal rank fusion. Immutable.
 *
 * @param store where to look
 * @param k how many documents to give at most
 * @param fetchK how many of each list to join, at least {@code k}
 * @param vectorWeight the weight of the list by meaning, from 0 to 1; that by words has the rest
 * @param filter which documents may be given
 */
public record HybridRetriever(PgVectorStore store, int k, int fetchK, double vectorWeight, Filter filter)
        implements Retriever {

    private static final int FETCHED = 50;

    /** Checks the numbers. */
    public HybridRetriever {
        if (k < 1 || fetchK < k) {
            throw new IllegalArgumentException(
                    "k must be at least 1 and fetchK at least k, were " + k + " and " + fetchK);
        }
        if (!(vectorWeight >= 0 && vectorWeight <= 1)) {
            throw new IllegalArgumentException("vectorWeight must be from 0 to 1, was " + vectorWeight);
        }
    }

    /** Both lists alike, of the 50 best of each. */
    public static HybridRetriever of(PgVectorStore store, int k) {
        return new HybridRetriever(store, k, Math.max(FETCHED, k), 0.5, Filter.all());
    }

    /** This retriever, giving the list by meaning this weight. */
    public HybridRetriever withVectorWeight(double newVectorWeight) {
        return new HybridRetriever(store, k, fetchK, newVectorWeight, filter);
    }

    /** This retriever, looking only among the documents that the filter means. */
    public HybridRetriever where(Filter newFilter) {
        return new HybridRetriever(store, k, fetchK, vectorWeight, newFilter);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        Retriever words = question -> store.keywordSearch(question, fetchK, filter);
        Retriever meaning = VectorStoreRetriever.of(store, fetchK).where(filter);
        EnsembleRetriever both = EnsembleRetriever.of(List.of(meaning, words), List.of(vectorWeight, 1 - vectorWeight))
                .identifiedBy(document -> Objects.requireNonNull(document.id()));
        return run.call(both, query).stream().limit(k).toList();
    }
}
