package dev.lian4j.dataconnection.evaluate;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A question and what a good answer to it is.
 *
 * @param id what it is known by, in its dataset
 * @param question what is asked
 * @param expected the answer hoped for, or its pattern; empty where there is none
 * @param metadata what else is known, in order; {@value #RELEVANT} holds the ids of the documents that should be found
 */
public record EvaluationCase(String id, String question, String expected, Map<String, Object> metadata) {

    /** The key of the relevant documents' ids: a list of strings. */
    public static final String RELEVANT = "relevant";

    /** Copies the metadata, keeping its order. */
    public EvaluationCase {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (question.isBlank()) {
            throw new IllegalArgumentException("The question of case '" + id + "' is empty");
        }
    }

    /** A question and its answer. */
    public static EvaluationCase of(String id, String question, String expected) {
        return new EvaluationCase(id, question, expected, Map.of());
    }

    /** The ids of the documents that should be found; empty where nothing is said of them. */
    public List<String> relevant() {
        Object value = metadata.get(RELEVANT);
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
