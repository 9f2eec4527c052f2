package dev.lian4j.models.http;

import java.io.IOException;
import java.util.function.Function;
import okio.Buffer;
import okio.BufferedSource;
import okio.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Splits a byte stream into server-sent events (WHATWG HTML, "Event stream interpretation"), one at a time and with no
 * more than one event in memory. Line ends are LF, CR or CRLF; an event that the stream cuts off is dropped, as the
 * standard says. Comments, ids and retry hints are passed over. Not thread safe.
 */
final class SseReader implements EventReader {

    static final int LONGEST_EVENT = 16 << 20;

    private final LineReader lines;
    private final Function<String, ? extends RuntimeException> tooLong;
    private String name = "";
    private @Nullable String first;
    /** The bytes of the first line; counted when a second one comes, and once. */
    private long firstBytes;
    /** Further lines, as the bytes they came in: as characters they could take twice the room, and four times while growing. */
    private final Buffer more = new Buffer();

    /** Reads from the source; {@code tooLong} makes the error for what is over a limit. */
    SseReader(BufferedSource source, Function<String, ? extends RuntimeException> tooLong) {
        this.lines = new LineReader(source, tooLong);
        this.tooLong = tooLong;
    }

    /** The next event that has data, or null at the end of the stream. */
    @Override
    public @Nullable SseEvent next() throws IOException {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.isEmpty()) {
                SseEvent event = first == null ? null : new SseEvent(name, data(first));
                clear();
                if (event != null) {
                    return event;
                }
            } else {
                field(line);
            }
        }
        return null;
    }

    /** Most events have a single data line, which is not copied. */
    private String data(String single) {
        return more.exhausted() ? single : single + more.readUtf8();
    }

    private void clear() {
        name = "";
        more.clear();
        first = null;
    }

    private void field(String line) {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        if (field.equals("data")) {
            addData(value(line, colon));
        } else if (field.equals("event")) {
            name = value(line, colon);
        }
    }

    /** What follows the colon, without the one space that may come first; further spaces belong to the value. */
    private static String value(String line, int colon) {
        if (colon < 0) {
            return "";
        }
        return line.startsWith(" ", colon + 1) ? line.substring(colon + 2) : line.substring(colon + 1);
    }

    private void addData(String value) {
        if (first == null) {
            first = value;
            return;
        }
        if (more.exhausted()) {
            firstBytes = Utf8.size(first);
        }
        if (firstBytes + more.size() + Utf8.size(value) > LONGEST_EVENT) {
            throw tooLong.apply("an event of more than 16 MiB");
        }
        more.writeByte('\n').writeUtf8(value);
    }
}
