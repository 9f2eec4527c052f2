package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

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

    /**
     * The value of a text that is nothing but the JSON that is wanted, read at once; null where it is not, or where only
     * the long way, by {@link #convert}, can say what is wrong with it.
     */
    default @Nullable T direct(String json) {
        return null;
    }
}
