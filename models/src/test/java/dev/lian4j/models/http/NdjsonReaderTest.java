package dev.lian4j.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonReaderTest {

    private static List<String> read(BufferedSource source) throws IOException {
        NdjsonReader reader = new NdjsonReader(source, IllegalStateException::new);
        List<String> lines = new ArrayList<>();
        for (SseEvent event = reader.next(); event != null; event = reader.next()) {
            lines.add(event.data());
        }
        return lines;
    }

    private static List<String> read(String text) throws IOException {
        return read(new Buffer().writeUtf8(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\n\n", " \n"})
    void splitsAtEachLineEndAndPassesOverBlankLines(String lineEnd) throws IOException {
        assertThat(read("\uFEFF{\"a\":1}" + lineEnd + "{\"低\":\"秩👋\"}" + lineEnd))
                .extracting(String::strip)
                .containsExactly("{\"a\":1}", "{\"低\":\"秩👋\"}");
    }

    @Test
    void takesALastLineThatNothingEndsOnlyIfItIsWhole() throws IOException {
        String line = "{\"a\":{\"b\":\"秩\"}}";
        byte[] bytes = ("{}\n" + line).getBytes(StandardCharsets.UTF_8);
        for (int length = 3; length <= bytes.length; length++) {
            List<String> lines = read(new Buffer().write(bytes, 0, length));

            assertThat(lines).as("cut after %d bytes", length).hasSize(length == bytes.length ? 2 : 1);
        }
    }

    @Test
    void readsNothingFromNothing() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n\n")).isEmpty();
        assertThat(read("true")).isEmpty();
    }

    @Test
    void limitsALine() {
        Source endless = new Source() {
            @Override
            public long read(Buffer sink, long byteCount) {
                sink.writeUtf8("aaaaaaaa");
                return 8;
            }

            @Override
            public Timeout timeout() {
                return Timeout.NONE;
            }

            @Override
            public void close() {}
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> read(Okio.buffer(endless)))
                .withMessageContaining("1 MiB");
    }
}
