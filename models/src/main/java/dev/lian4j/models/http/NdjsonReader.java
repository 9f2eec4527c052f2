package dev.lian4j.models.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.function.Function;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into the JSON objects of its lines. Blank lines are passed over. A last line that nothing ends counts
 * where it is whole JSON, and is dropped where it is not: the stream was cut. Not thread safe.
 */
final class NdjsonReader implements EventReader {

    private final LineReader lines;

    /** Reads from the source; {@code tooLong} makes the error for what is over a limit. */
    NdjsonReader(BufferedSource source, Function<String, ? extends RuntimeException> tooLong) {
        this.lines = new LineReader(source, tooLong);
    }

    @Override
    public @Nullable SseEvent next() throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                return new SseEvent("", line);
            }
        }
        String rest = lines.rest();
        return isWhole(rest) ? new SseEvent("", rest) : null;
    }

    private static boolean isWhole(String rest) {
        return Json.read(rest).filter(JsonNode::isObject).isPresent();
    }
}
