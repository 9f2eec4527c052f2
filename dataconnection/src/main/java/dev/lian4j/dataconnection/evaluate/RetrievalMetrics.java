package dev.lian4j.dataconnection.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How good a ranking of document ids is, from 0 to 1. An id that comes again counts once, at its first place. Where
 * nothing is relevant each measure is 0.
 */
public final class RetrievalMetrics {

    private RetrievalMetrics() {}

    /** The share of the relevant that stands among the first {@code k}. */
    public static double recallAt(int k, List<String> ranked, Set<String> relevant) {
        return relevant.isEmpty()
                ? 0
                : (double) first(k, ranked).stream().filter(relevant::contains).count() / relevant.size();
    }

    /** One by the place, from 1, of the first that is relevant; its mean over questions is the MRR. */
    public static double reciprocalRank(List<String> ranked, Set<String> relevant) {
        List<String> distinct = ranked.stream().distinct().toList();
        return IntStream.range(0, distinct.size())
                .filter(i -> relevant.contains(distinct.get(i)))
                .mapToDouble(i -> 1.0 / (i + 1))
                .findFirst()
                .orElse(0);
    }

    /**
     * Normalised discounted cumulative gain: a grade at place i, from 1, is worth {@code grade / log2(i + 1)}, and the
     * sum is divided by that of the best order (Järvelin and Kekäläinen, 2002). Grades are 0 or more; what has none is 0.
     */
    public static double ndcgAt(int k, List<String> ranked, Map<String, Double> grades) {
        List<Double> best = grades.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(k)
                .toList();
        double ideal = gain(best);
        List<Double> got = first(k, ranked).stream()
                .map(id -> grades.getOrDefault(id, 0.0))
                .toList();
        return ideal == 0 ? 0 : gain(got) / ideal;
    }

    private static double gain(List<Double> grades) {
        return IntStream.range(0, grades.size())
                .mapToDouble(i -> grades.get(i) * Math.log(2) / Math.log(i + 2.0))
                .sum();
    }

    private static List<String> first(int k, List<String> ranked) {
        if (k < 1) {
            throw new IllegalArgumentException("k is at least 1, not " + k);
        }
        return ranked.stream().distinct().limit(k).toList();
    }
}
