package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.dataconnection.evaluate.EvaluationComparison.Change;
import dev.lian4j.dataconnection.evaluate.EvaluationComparison.Measure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An evaluator's scores of the same questions, twice. */
record Pairs(String evaluator, List<Change> all) {

    static Pairs of(String evaluator, Map<String, EvaluationResult> earlier, Map<String, EvaluationResult> later) {
        return new Pairs(
                evaluator,
                earlier.keySet().stream()
                        .filter(later::containsKey)
                        .flatMap(id -> pair(id, evaluator, earlier.get(id), later.get(id)))
                        .toList());
    }

    private static Stream<Change> pair(
            String id, String evaluator, @Nullable EvaluationResult one, @Nullable EvaluationResult other) {
        Double before = value(one, evaluator);
        Double after = value(other, evaluator);
        return before == null || after == null ? Stream.empty() : Stream.of(new Change(id, evaluator, before, after));
    }

    /** An answer that failed is as bad as can be; one that could not be judged is left out. */
    private static @Nullable Double value(@Nullable EvaluationResult result, String evaluator) {
        if (result == null) {
            return null;
        }
        EvaluationScore score = result.scores().get(evaluator);
        if (score == null) {
            return result.errors().containsKey(EvaluationResult.ANSWERING) ? 0.0 : null;
        }
        return score.value();
    }

    Measure measure() {
        long better = all.stream().filter(one -> one.after() > one.before()).count();
        long worse = all.stream().filter(one -> one.after() < one.before()).count();
        return new Measure(
                evaluator,
                all.stream().mapToDouble(Change::before).average().orElse(0),
                all.stream().mapToDouble(Change::after).average().orElse(0),
                better,
                worse,
                signTest(Math.min(better, worse), better + worse));
    }

    /** Twice the chance of at most {@code fewer} heads of {@code n} fair coins, at most 1. */
    static double signTest(long fewer, long n) {
        double term = -n * Math.log(2);
        double sum = 0;
        for (long k = 0; k <= fewer; k++) {
            sum += Math.exp(term);
            term += Math.log((double) n - k) - Math.log(k + 1.0);
        }
        return Math.min(1, 2 * sum);
    }

    static List<Change> changes(List<Pairs> pairs) {
        return pairs.stream()
                .flatMap(one -> one.all().stream())
                .filter(one -> one.before() != one.after())
                .sorted(Comparator.comparingDouble(one -> one.after() - one.before()))
                .toList();
    }
}
