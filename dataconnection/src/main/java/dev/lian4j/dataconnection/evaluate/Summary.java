package dev.lian4j.dataconnection.evaluate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One evaluator's scores in short: their mean, how many passed, of how many, and how many could not be judged. */
record Summary(String evaluator, double mean, long passed, long judged, long errors) {

    static List<String> names(List<EvaluationResult> results) {
        Set<String> names = new LinkedHashSet<>();
        results.forEach(result -> {
            names.addAll(result.scores().keySet());
            names.addAll(result.errors().keySet());
        });
        names.remove(EvaluationResult.ANSWERING);
        return List.copyOf(names);
    }

    static List<Summary> all(EvaluationReport report) {
        return report.evaluators().stream()
                .map(name -> of(report.results(), name))
                .toList();
    }

    static Summary of(List<EvaluationResult> results, String evaluator) {
        List<EvaluationScore> scores = results.stream()
                .filter(result -> result.scores().containsKey(evaluator))
                .map(result -> result.scores().get(evaluator))
                .toList();
        long failed = results.stream()
                .filter(result -> result.errors().containsKey(EvaluationResult.ANSWERING))
                .count();
        long errors = results.stream()
                .filter(result -> result.errors().containsKey(evaluator))
                .count();
        long judged = scores.size() + failed;
        double sum = scores.stream().mapToDouble(EvaluationScore::value).sum();
        long passed = scores.stream().filter(EvaluationScore::passed).count();
        return new Summary(evaluator, judged == 0 ? 0 : sum / judged, passed, judged, errors);
    }
}
