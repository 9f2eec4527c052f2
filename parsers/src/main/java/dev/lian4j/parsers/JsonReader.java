package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;

/** What JSON that was found in a text is turned into. */
interface JsonReader<T> {

    /** Whether the JSON has the right form, whatever it holds. */
    boolean fits(JsonNode node);

    /** What is expected, for errors. */
    String kind();

    /**
     * The value.
     *
     * @throws dev.lian4j.core.error.OutputParserException if the JSON is another; carries the output
     */
    T convert(JsonNode node, String output);
}
