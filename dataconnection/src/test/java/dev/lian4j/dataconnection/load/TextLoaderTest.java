package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextLoaderTest {

    private static final String CHINESE = "链是一个类型化的步骤，从输入到输出。提示、模型、解析器和检索器都是链，并且可以组合起来使用。退款期限为七天。\n";

    @TempDir
    private Path folder;

    private Path file(byte... bytes) throws IOException {
        return Files.write(folder.resolve("笔记.txt"), bytes);
    }

    private static String text(Path file) {
        return TextLoader.of(file).loadAll().get(0).text();
    }

    @Test
    void loadsUtf8WithItsPathAsSource() throws IOException {
        Path file = file((CHINESE + "😀").getBytes(StandardCharsets.UTF_8));
        assertThat(TextLoader.of(file).loadAll())
                .containsExactly(Document.of(CHINESE + "😀", Map.of("source", file.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void goesByTheByteOrderMarkAndLeavesItOut(String charset) throws IOException {
        assertThat(text(file(("\ufeff" + CHINESE).getBytes(Charset.forName(charset)))))
                .isEqualTo(CHINESE);
    }

    @ParameterizedTest
    @CsvSource({
        "GB18030, '链是一个类型化的步骤，从输入到输出。退款期限为七天，运费由商家承担。'",
        "Big5, '鏈是一個類型化的步驟，從輸入到輸出。退款期限為七天，運費由商家承擔。'",
        "Shift_JIS, 'これは日本語の文書です。返金の期限は七日間です。'",
        "windows-1251, 'Это обычный русский текст о том, что срок возврата денег составляет семь дней, а доставку оплачивает продавец.'",
        "windows-1252, 'Voilà un texte français où l’été dure déjà, à côté de la forêt.'"
    })
    void guessesOtherEncodings(String charset, String text) throws IOException {
        assertThat(text(file(text.repeat(5).getBytes(Charset.forName(charset)))))
                .isEqualTo(text.repeat(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"退款期限", "第1条：七天。", "你好"})
    void guessesAFewWordsOfChinese(String text) throws IOException {
        assertThat(text(file(text.getBytes(Charset.forName("GB18030"))))).isEqualTo(text);
    }

    @Test
    void takesTheEncodingThatIsNamed() throws IOException {
        Path file = file("退款".getBytes(Charset.forName("UTF-16LE")));
        TextLoader loader =
                TextLoader.builder(file).charset(StandardCharsets.UTF_16LE).build();
        assertThat(loader.loadAll().get(0).text()).isEqualTo("退款");
    }

    @Test
    void unifiesLineEnds() throws IOException {
        assertThat(text(file("a\r\nb\rc\n\r\n".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("a\nb\nc\n\n");
    }

    @Test
    void loadsAnEmptyFileAsAnEmptyText() throws IOException {
        assertThat(text(file())).isEmpty();
    }

    @Test
    void decodesAcrossItsBuffers() throws IOException {
        String text = "a" + "退😀".repeat(60_000);
        assertThat(text(file(text.getBytes(StandardCharsets.UTF_8)))).isEqualTo(text);
    }

    @Test
    void refusesAFileWithZeroBytes() throws IOException {
        Path file = file(new byte[] {'P', 'K', 3, 0, 'x'});
        assertThatThrownBy(() -> TextLoader.of(file).loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageStartingWith(file + ": is not a text file")
                .hasMessageContaining("zero byte at offset 3")
                .hasMessageContaining("charset(");
    }

    @Test
    void refusesBinaryFilesWithoutZeroBytes() throws IOException {
        for (int seed = 0; seed < 200; seed++) {
            byte[] bytes = new byte[50 + seed * 10];
            new Random(seed).nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = bytes[i] == 0 ? 1 : bytes[i];
            }
            Path file = file(bytes);
            assertThatThrownBy(() -> TextLoader.of(file).loadAll()).isInstanceOf(DocumentLoadException.class);
        }
    }

    @Test
    void refusesACompressedFile() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(CHINESE.getBytes(StandardCharsets.UTF_8));
        }
        Path file = file(bytes.toByteArray());
        assertThatThrownBy(() -> TextLoader.of(file).loadAll()).hasMessageContaining("not a text file");
    }

    @Test
    void saysWhereTheBytesAreNotTheEncodingNamed() throws IOException {
        Path file = file("abc\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        TextLoader loader =
                TextLoader.builder(file).charset(StandardCharsets.UTF_8).build();
        assertThatThrownBy(loader::loadAll).hasMessageContaining("offset 3 are not UTF-8");
    }

    @Test
    void refusesAFileOverTheLimit() throws IOException {
        Path file = file(new byte[11]);
        assertThatThrownBy(() -> TextLoader.builder(file).maxBytes(10).build().loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("11 bytes, more than the limit of 10")
                .hasMessageContaining("maxBytes");
    }

    @Test
    void saysThatAFileIsMissingOrAFolder() {
        assertThatThrownBy(() -> TextLoader.of(folder.resolve("缺.txt")).loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("缺.txt: there is no such file");
        assertThatThrownBy(() -> TextLoader.of(folder).loadAll()).hasMessageContaining("is a folder");
    }
}
