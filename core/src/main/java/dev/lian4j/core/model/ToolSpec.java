package dev.lian4j.core.model;

import java.util.Map;

/**
 * A tool as a model sees it.
 *
 * @param name letters, digits, {@code _} and {@code -}; at most 64
 * @param description what it does and when to call it
 * @param parameters the JSON Schema of its arguments, as maps, lists and plain values
 */
public record ToolSpec(String name, String description, Map<String, Object> parameters) {

    /** Checks the name, copies the schema. */
    public ToolSpec {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("Tool name '" + name + "' must be 1 to 64 letters, digits, '_' or '-'");
        }
        parameters = Frozen.map(parameters);
    }
}
