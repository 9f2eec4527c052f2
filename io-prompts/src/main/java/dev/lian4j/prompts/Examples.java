package dev.lian4j.prompts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Examples: what the places of an example's template are filled with, by name. */
public final class Examples {

    private Examples() {}

    /** A copy that nobody can change, order kept. */
    public static Map<String, Object> copy(Map<String, ?> example) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(example));
    }

    /** Copies that nobody can change, order kept. */
    public static List<Map<String, Object>> copy(List<? extends Map<String, ?>> examples) {
        return examples.stream().map(Examples::copy).toList();
    }
}
