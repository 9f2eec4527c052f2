package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.ScoredDocument;
import java.util.List;
import java.util.Objects;

/**
 * How what was found by meaning and what was found by words become one list.
 *
 * @param vectorWeight how much the list by meaning counts
 * @param keywordWeight how much the list by words counts
 * @param byRank whether ranks are joined, else scores
 */
public record Fusion(double vectorWeight, double keywordWeight, boolean byRank) {

    /** Checks the weights. */
    public Fusion {
        if (!(vectorWeight >= 0 && keywordWeight >= 0 && vectorWeight + keywordWeight > 0)) {
            throw new IllegalArgumentException("Weights must not be negative, and one must be above 0; were "
                    + vectorWeight + " and " + keywordWeight);
        }
    }

    /**
     * A document's score is the sum of {@code weight / (60 + rank)} over the lists that have it, here with weights of 0.5.
     * Source: Cormack, Clarke and Büttcher, SIGIR 2009.
     */
    public static Fusion reciprocalRank() {
        return reciprocalRank(0.5, 0.5);
    }

    /** As {@link #reciprocalRank()}, with a weight for each list. */
    public static Fusion reciprocalRank(double vectorWeight, double keywordWeight) {
        return new Fusion(vectorWeight, keywordWeight, true);
    }

    /** A document's score is the weighted sum of its scores, each list's stretched to lie from 0 for its worst to 1. */
    public static Fusion weightedScores(double vectorWeight, double keywordWeight) {
        return new Fusion(vectorWeight, keywordWeight, false);
    }

    /** Both lists as one, best first; documents of one id are one, and of equal scores the first seen is first. */
    List<ScoredDocument> join(List<ScoredDocument> near, List<ScoredDocument> fitting) {
        return RankedLists.join(
                List.of(near, fitting),
                List.of(vectorWeight, keywordWeight),
                byRank ? RankedLists.BY_RANK : Fusion::stretched,
                document -> Objects.requireNonNull(document.id()));
    }

    private static double stretched(List<ScoredDocument> list, int rank) {
        double least = list.get(list.size() - 1).score();
        double span = list.get(0).score() - least;
        return span == 0 ? 1 : (list.get(rank).score() - least) / span;
    }
}
