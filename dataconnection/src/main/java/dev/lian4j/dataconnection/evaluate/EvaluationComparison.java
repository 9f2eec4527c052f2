package dev.lian4j.dataconnection.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has changed between two reports of the same questions, which are told by their ids.
 *
 * @param before the earlier report's title
 * @param after the later report's title
 * @param measures what has changed by each evaluator that both have
 * @param changes the questions whose scores are others now, the worst first
 * @param missing the ids of the questions that only one of them has, and so are left out
 */
public record EvaluationComparison(
        String before, String after, List<Measure> measures, List<Change> changes, List<String> missing) {

    /** Copies the lists. */
    public EvaluationComparison {
        measures = List.copyOf(measures);
        changes = List.copyOf(changes);
        missing = List.copyOf(missing);
    }

    /**
     * How the scores of an evaluator have changed, over the questions that both could judge.
     *
     * @param evaluator its name
     * @param before the mean before
     * @param after the mean after
     * @param better how many questions are better
     * @param worse how many are worse
     * @param chance how likely at least so uneven a count is where nothing has changed: the two-sided sign test
     */
    public record Measure(String evaluator, double before, double after, long better, long worse, double chance) {}

    /**
     * A question whose score has changed.
     *
     * @param id its id
     * @param evaluator who judged
     * @param before what it was
     * @param after what it is
     */
    public record Change(String id, String evaluator, double before, double after) {}

    static EvaluationComparison of(EvaluationReport first, EvaluationReport second) {
        Map<String, EvaluationResult> earlier = byId(first);
        Map<String, EvaluationResult> later = byId(second);
        List<String> names = first.evaluators().stream()
                .filter(second.evaluators()::contains)
                .toList();
        List<Pairs> pairs =
                names.stream().map(name -> Pairs.of(name, earlier, later)).toList();
        return new EvaluationComparison(
                first.title(),
                second.title(),
                pairs.stream().map(Pairs::measure).toList(),
                Pairs.changes(pairs),
                Stream.concat(only(earlier, later), only(later, earlier)).toList());
    }

    private static Map<String, EvaluationResult> byId(EvaluationReport report) {
        return report.results().stream()
                .collect(Collectors.toMap(
                        result -> result.asked().id(), Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static Stream<String> only(Map<String, ?> here, Map<String, ?> notThere) {
        return here.keySet().stream().filter(id -> !notThere.containsKey(id));
    }

    /** For a terminal. */
    public String text() {
        return ComparisonPage.text(this);
    }

    /** One page that needs nothing else. */
    public String html() {
        return ComparisonPage.html(this);
    }
}
