package dev.lian4j.prompts.select;

import java.util.List;
import java.util.Map;

/** Examples that are found by meaning. Safe for several threads. */
interface ExampleIndex {

    /** How much nearness weighs against difference; LangChain's. */
    double NEARNESS = 0.5;

    /** Adds examples; their texts are what they are found by. */
    void add(List<Map<String, Object>> examples, List<String> texts);

    /** The nearest to a question, nearest first; {@code k} or as many as there are. */
    List<Map<String, Object>> nearest(String question, int k);

    /** Of the {@code fetchK} nearest, {@code k} that are near and different, in the order of choice. */
    List<Map<String, Object>> various(String question, int k, int fetchK);
}
