package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import java.util.Optional;

/** Reads the object or array that a reply still coming has begun. */
final class PartialJson {

    private PartialJson() {}

    static Optional<JsonNode> read(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) != '{' && text.charAt(start) != '[') {
            start++;
        }
        if (start == text.length()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TolerantReader(text, start, Ending.PARTIAL).read());
        } catch (Broken e) {
            throw new OutputParserException(
                    "The output is not JSON at offset " + e.at() + ": " + e.getMessage() + ".", text);
        }
    }
}
