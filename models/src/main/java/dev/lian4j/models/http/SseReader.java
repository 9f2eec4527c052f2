package dev.lian4j.models.http;

import java.io.IOException;
import java.util.function.Function;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Splits a byte stream into server-sent events (WHATWG HTML, "Event stream interpretation"), one at a time and with no
 * more than one event in memory. Line ends are LF, CR or CRLF; an event that the stream cuts off is dropped, as the
 * standard says. Comments, ids and retry hints are passed over. Not thread safe.
 */
final class SseReader {

    static final int LONGEST_LINE = 1 << 20;
    static final int LONGEST_EVENT = 16 << 20;
    private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\r\n");

    private final BufferedSource source;
    private final Function<String, ? extends RuntimeException> tooLong;
    private boolean atStart = true;
    private boolean afterCr;
    private String name = "";
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    /** Reads from the source; {@code tooLong} makes the error for what is over a limit. */
    SseReader(BufferedSource source, Function<String, ? extends RuntimeException> tooLong) {
        this.source = source;
        this.tooLong = tooLong;
    }

    /** The next event that has data, or null at the end of the stream. */
    @Nullable
    SseEvent next() throws IOException {
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                SseEvent event = hasData ? new SseEvent(name, data.toString()) : null;
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

    private void clear() {
        name = "";
        data.setLength(0);
        hasData = false;
    }

    private void field(String line) {
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        if (field.equals("data")) {
            data(value(line, colon));
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

    private void data(String value) {
        if (data.length() + value.length() > LONGEST_EVENT) {
            throw tooLong.apply("an event of more than 16 MiB");
        }
        if (hasData) {
            data.append('\n');
        }
        data.append(value);
        hasData = true;
    }

    /** The next whole line without its end, or null where the stream ends before it does. */
    private @Nullable String line() throws IOException {
        skipLfOfCrLf();
        long end = lineEnd();
        if (end < 0) {
            return null;
        }
        Buffer buffer = source.getBuffer();
        String line = buffer.readUtf8(end);
        // A CR ends the line at once: waiting for an LF that may follow would hold back the event.
        afterCr = buffer.readByte() == '\r';
        boolean byteOrderMark = atStart && line.startsWith("\uFEFF");
        atStart = false;
        return byteOrderMark ? line.substring(1) : line;
    }

    private void skipLfOfCrLf() throws IOException {
        if (afterCr && source.request(1) && source.getBuffer().getByte(0) == '\n') {
            source.skip(1);
        }
        afterCr = false;
    }

    private long lineEnd() throws IOException {
        Buffer buffer = source.getBuffer();
        long from = 0;
        while (true) {
            long end = buffer.indexOfElement(LINE_ENDS, from);
            if (end > LONGEST_LINE || (end < 0 && buffer.size() > LONGEST_LINE)) {
                throw tooLong.apply("a line of more than 1 MiB");
            }
            from = buffer.size();
            if (end >= 0 || !source.request(from + 1)) {
                return end;
            }
        }
    }
}
