package dev.lian4j.prompts;

import java.util.List;
import java.util.Map;

/** Chooses the examples that a few-shot prompt shows. Safe for several threads. */
@FunctionalInterface
public interface ExampleSelector {

    /**
     * The examples for these values, in the order in which they are to be shown; may be none.
     *
     * @param values what the prompt is filled with, by name
     */
    List<Map<String, Object>> selectExamples(Map<String, ?> values);

    /** The same examples for every prompt, in this order; copied. */
    static ExampleSelector all(List<? extends Map<String, ?>> examples) {
        return new AllExamples(Examples.copy(examples));
    }
}
