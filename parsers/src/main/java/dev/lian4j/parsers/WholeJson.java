package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;

/**
 * Reads a text that is to be one JSON object and nothing else, as a tool's arguments are. What is JSON is taken as it is;
 * else read with tolerance, but for what is missing at its end: half of what was to be done is not to be done.
 */
final class WholeJson {

    private static final String FENCE = "```";

    private final String text;
    private final StringBuilder buffer;

    private WholeJson(String text) {
        this.text = text;
        this.buffer = new StringBuilder(text);
    }

    /** The object; an empty one where the text is blank or null, which is how some say that there is nothing to say. */
    static JsonNode read(String text) {
        JsonNode node = text.isBlank() ? Json.MAPPER.nullNode() : new WholeJson(text).strict();
        return node.isNull() ? Json.MAPPER.createObjectNode() : node;
    }

    private JsonNode strict() {
        try {
            return Json.tree(text);
        } catch (StreamConstraintsException e) {
            throw new OutputParserException("The JSON is refused: " + e.getOriginalMessage() + ".", text, e);
        } catch (JsonProcessingException e) {
            return tolerant();
        }
    }

    private JsonNode tolerant() {
        int start = afterFence();
        Cursor cursor = new Cursor(buffer, start, Ending.CLOSED);
        cursor.skipBlank();
        TolerantReader reader = new TolerantReader(buffer, cursor.at, Ending.CLOSED);
        try {
            if (!cursor.isAny("{[")) {
                throw Broken.at(cursor.at, "expected '{', found " + cursor.shown());
            }
            JsonNode node = reader.read();
            checkRest(reader.at(), start > 0);
            return node;
        } catch (Broken e) {
            throw new OutputParserException("Not JSON at offset " + e.at() + ": " + e.getMessage() + ".", text);
        }
    }

    /** Past a line that opens a block of Markdown. */
    private int afterFence() {
        int start = text.length() - text.stripLeading().length();
        int lineEnd = text.indexOf('\n', start);
        return text.startsWith(FENCE, start) && lineEnd >= 0 ? lineEnd + 1 : 0;
    }

    private void checkRest(int at, boolean fenced) throws Broken {
        Cursor rest = new Cursor(buffer, at, Ending.CLOSED);
        rest.skipBlank();
        if (fenced && text.startsWith(FENCE, rest.at)) {
            rest.at += FENCE.length();
            rest.skipBlank();
        }
        if (rest.at < text.length()) {
            throw Broken.at(rest.at, "expected the end, found " + rest.shown());
        }
    }
}
