package dev.lian4j.dataconnection.evaluate;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of one question.
 *
 * @param asked the question
 * @param answer the answer; empty where it failed
 * @param scores what the evaluators gave, by their names; those that failed are missing
 * @param errors what failed and why: {@value #ANSWERING}, or the evaluator's name; empty where all went well
 * @param took how long the answer took, without its judging
 */
public record EvaluationResult(
        EvaluationCase asked,
        EvaluatedAnswer answer,
        Map<String, EvaluationScore> scores,
        Map<String, String> errors,
        Duration took) {

    /** The name under which a failure to answer stands in {@link #errors}. */
    public static final String ANSWERING = "answer";

    /** Copies the maps, keeping their order. */
    public EvaluationResult {
        scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
        errors = Collections.unmodifiableMap(new LinkedHashMap<>(errors));
    }

    /** Whether nothing failed and each evaluator found the answer good enough. */
    public boolean passed() {
        return errors.isEmpty() && scores.values().stream().allMatch(EvaluationScore::passed);
    }
}
