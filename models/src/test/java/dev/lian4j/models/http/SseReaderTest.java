package dev.lian4j.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;

class SseReaderTest {

    private static final String SAMPLE =
            """
            <BOM>: comment
            event: greeting
            data: 你好，世界 👋
            data:  two spaces
            id: 7

            data
            data:

            : only a comment

            event: nothing

            data: a<LS>b<NEL>c
            data:x:y
            retry: 5

            unknown: 1
            data:é

            """.replace("<BOM>", "\uFEFF").replace("<LS>", "\u2028").replace("<NEL>", "\u0085");

    private static final List<SseEvent> EVENTS = List.of(
            new SseEvent("greeting", "你好，世界 👋\n two spaces"),
            new SseEvent("", "\n"),
            new SseEvent("", "a\u2028b\u0085c\nx:y"),
            new SseEvent("", "é"));

    /** Hands out bytes in parts of these lengths, over and over. */
    private static final class Parts implements Source {
        private final Buffer bytes;
        private final List<Integer> lengths;
        private int next;

        Parts(byte[] bytes, List<Integer> lengths) {
            this.bytes = new Buffer().write(bytes);
            this.lengths = lengths;
        }

        @Override
        public long read(Buffer sink, long byteCount) {
            if (bytes.exhausted()) {
                return -1;
            }
            int length = lengths.get(next++ % lengths.size());
            return bytes.read(sink, Math.min(length, byteCount));
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }

    private static List<SseEvent> read(byte[] bytes, List<Integer> lengths) throws IOException {
        Source source = new Parts(bytes, lengths);
        SseReader reader = new SseReader(Okio.buffer(source), IllegalStateException::new);
        List<SseEvent> events = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }

    private static List<SseEvent> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), List.of(8192));
    }

    @Property(tries = 500)
    void readsTheSameHoweverTheBytesAreSplitAndLinesEnd(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 40) Integer> lengths,
            @ForAll("lineEnds") String lineEnd)
            throws IOException {
        byte[] bytes = SAMPLE.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);

        assertThat(read(bytes, lengths)).isEqualTo(EVENTS);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r", "\r\n");
    }

    @Example
    void readsTheSameByteByByte() throws IOException {
        assertThat(read(SAMPLE.getBytes(StandardCharsets.UTF_8), List.of(1))).isEqualTo(EVENTS);
    }

    @Example
    void dropsAnEventThatTheStreamCutsOff() throws IOException {
        assertThat(read("data: whole\n\ndata: cut\n")).containsExactly(new SseEvent("", "whole"));
        assertThat(read("data: whole\n\ndata: cut")).containsExactly(new SseEvent("", "whole"));
        assertThat(read("")).isEmpty();
    }

    @Example
    void readsMixedLineEnds() throws IOException {
        assertThat(read("data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\r"))
                .containsExactly(new SseEvent("", "a\nb\nc"), new SseEvent("", "d"));
    }

    @Example
    void handsOnAnEventBeforeTheByteAfterIt() throws IOException {
        // A reader that looks for the LF of a CRLF would wait here for bytes that do not come.
        Source parts = new Parts("data: a\r\r".getBytes(StandardCharsets.UTF_8), List.of(100));
        SseReader reader = new SseReader(Okio.buffer(new FailingAfter(parts)), IllegalStateException::new);

        assertThat(reader.next()).isEqualTo(new SseEvent("", "a"));
    }

    /** Fails where it would have to wait. */
    private record FailingAfter(Source parts) implements Source {

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long read = parts.read(sink, byteCount);
            if (read < 0) {
                throw new IOException("would wait");
            }
            return read;
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }

    @Example
    void limitsALine() throws IOException {
        String longest = "x".repeat(LineReader.LONGEST_LINE - "data:".length());

        assertThat(read("data:" + longest + "\n\n")).containsExactly(new SseEvent("", longest));
        assertThatIllegalStateException()
                .isThrownBy(() -> read("data:" + longest + "x\n\n"))
                .withMessageContaining("1 MiB");
    }

    @Example
    void limitsAnEvent() {
        String line = "data:" + "x".repeat(1 << 19) + "\n";

        assertThatIllegalStateException()
                .isThrownBy(() -> read(line.repeat(33)))
                .withMessageContaining("16 MiB");
    }

    @Example
    void holdsNoMoreThanALineOfAnEndlessOne() {
        long[] handedOut = new long[1];
        Source endless = new Source() {
            @Override
            public long read(Buffer sink, long byteCount) {
                sink.writeUtf8("a".repeat(8192));
                handedOut[0] += 8192;
                return 8192;
            }

            @Override
            public Timeout timeout() {
                return Timeout.NONE;
            }

            @Override
            public void close() {}
        };
        SseReader reader = new SseReader(Okio.buffer(endless), IllegalStateException::new);

        assertThatIllegalStateException().isThrownBy(reader::next);
        assertThat(handedOut[0]).isLessThan(2L * LineReader.LONGEST_LINE);
    }
}
