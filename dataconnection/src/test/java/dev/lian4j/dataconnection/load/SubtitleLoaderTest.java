package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubtitleLoaderTest {

    private static final String SRT = """
            1
            00:00:01,500 --> 00:00:03,000
            <i>你好</i>，
            世界 {\\an8}

            2
            00:00:03,200 --> 00:00:05,000 X1:40
            第二句

            3
            01:00:00,000 --> 01:00:02,000
            很久以后
            """;

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Map<String, Object> facts(Path file, int number, double start, double end) {
        return Map.of("source", file.toString(), "seq_num", number, "start", start, "end", end);
    }

    @Test
    void makesADocumentOfEachCueWithItsTimes() throws IOException {
        Path file = file("字幕.srt", SRT.replace("\n", "\r\n"));
        assertThat(SubtitleLoader.of(file).loadAll())
                .containsExactly(
                        Document.of("你好，\n世界", facts(file, 1, 1.5, 3.0)),
                        Document.of("第二句", facts(file, 2, 3.2, 5.0)),
                        Document.of("很久以后", facts(file, 3, 3600.0, 3602.0)));
    }

    @Test
    void joinsCuesToStretches() throws IOException {
        Path file = file("a.srt", SRT);
        assertThat(SubtitleLoader.of(file, Duration.ofSeconds(30)).loadAll())
                .containsExactly(
                        Document.of("你好，\n世界\n第二句", facts(file, 1, 1.5, 5.0)),
                        Document.of("很久以后", facts(file, 2, 3600.0, 3602.0)));
        assertThatThrownBy(() -> SubtitleLoader.of(file, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsWebVtt() throws IOException {
        Path file = file("a.vtt", """
                WEBVTT - 标题

                STYLE
                ::cue { color: red }

                NOTE 00:00 --> 注释

                cue-1
                00:01.000 --> 00:02.000 align:start
                <v.loud 小王>1 &lt; 2 <00:00:01.500><c.x>吧</c></v>
                """);
        assertThat(SubtitleLoader.of(file).loadAll()).singleElement().satisfies(cue -> {
            assertThat(cue.text()).isEqualTo("1 < 2 吧");
            assertThat(cue.metadata()).containsEntry("speaker", "小王").containsEntry("start", 1.0);
        });
    }

    @Test
    void findsTheEncodingOut() throws IOException {
        Path file = Files.write(folder.resolve("a.srt"), SRT.getBytes(Charset.forName("GBK")));
        assertThat(SubtitleLoader.of(file).loadAll().get(2).text()).isEqualTo("很久以后");
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> SubtitleLoader.of(file("坏.srt", "没有字幕")).loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("坏.srt: has no subtitle");
        assertThatThrownBy(() -> SubtitleLoader.of(file("b.srt", SRT + "\n00:00:xx --> 00:00:01,000\n字"))
                        .loadAll())
                .hasMessageContaining("at line 14");
    }
}
