package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How what was found by meaning and what was found by words become one list.
 *
 * @param vectorWeight how much the list by meaning counts
 * @param keywordWeight how much the list by words counts
 * @param byRank whether ranks are joined, else scores
 */
public record Fusion(double vectorWeight, double keywordWeight, boolean byRank) {

    private static final int C = 60;

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
        Map<String, ScoredDocument> joined = new LinkedHashMap<>();
        add(near, vectorWeight, joined);
        add(fitting, keywordWeight, joined);
        return joined.values().stream()
                .sorted(Comparator.comparingDouble(ScoredDocument::score).reversed())
                .toList();
    }

    private void add(List<ScoredDocument> list, double weight, Map<String, ScoredDocument> to) {
        for (int rank = 0; rank < list.size(); rank++) {
            Document document = list.get(rank).document();
            double part = weight * (byRank ? 1.0 / (C + rank + 1) : stretched(list, rank));
            to.merge(
                    Objects.requireNonNull(document.id()),
                    new ScoredDocument(document, part),
                    (a, b) -> new ScoredDocument(a.document(), a.score() + b.score()));
        }
    }

    private static double stretched(List<ScoredDocument> list, int rank) {
        double least = list.get(list.size() - 1).score();
        double span = list.get(0).score() - least;
        return span == 0 ? 1 : (list.get(rank).score() - least) / span;
    }
}
