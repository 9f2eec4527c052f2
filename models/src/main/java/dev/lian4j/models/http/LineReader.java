package dev.lian4j.models.http;

import java.io.IOException;
import java.util.function.Function;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** Splits a stream of bytes into lines that end with LF, CR or CRLF, with no more than one in memory. Not thread safe. */
final class LineReader {

    static final int LONGEST_LINE = 1 << 20;
    private static final ByteString LINE_ENDS = ByteString.encodeUtf8("\r\n");

    private final BufferedSource source;
    private final Function<String, ? extends RuntimeException> tooLong;
    private boolean atStart = true;
    private boolean afterCr;

    /** Reads from the source; {@code tooLong} makes the error for a line over the limit. */
    LineReader(BufferedSource source, Function<String, ? extends RuntimeException> tooLong) {
        this.source = source;
        this.tooLong = tooLong;
    }

    /** The next whole line without its end, or null where the stream ends before it does. */
    @Nullable
    String next() throws IOException {
        skipLfOfCrLf();
        long end = lineEnd();
        if (end < 0) {
            return null;
        }
        Buffer buffer = source.getBuffer();
        String line = buffer.readUtf8(end);
        // A CR ends the line at once: waiting for an LF that may follow would hold back the event.
        afterCr = buffer.readByte() == '\r';
        return unmarked(line);
    }

    /** What follows the last line end, once {@link #next} has given null; may be empty. */
    String rest() throws IOException {
        return unmarked(source.readUtf8());
    }

    /** Without the byte order mark that may come before everything. */
    private String unmarked(String line) {
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
