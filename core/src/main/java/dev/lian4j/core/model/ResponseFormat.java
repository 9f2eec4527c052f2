package dev.lian4j.core.model;

import java.util.Map;

/** The form that a model's answer is to have. */
public sealed interface ResponseFormat {

    /** Any text. */
    record Text() implements ResponseFormat {}

    /** Some JSON object. Most providers also want the word JSON in a message. */
    record JsonObject() implements ResponseFormat {}

    /**
     * JSON after a schema.
     *
     * @param name what the schema describes: letters, digits, {@code _} and {@code -}
     * @param schema the JSON Schema, as maps, lists and plain values
     * @param strict whether the answer must keep to it in every detail
     */
    record JsonSchema(String name, Map<String, Object> schema, boolean strict) implements ResponseFormat {

        /** Copies the schema. */
        public JsonSchema {
            schema = Frozen.map(schema);
        }
    }
}
