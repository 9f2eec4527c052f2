package dev.lian4j.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.TemplateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTemplateFilesTest {

    @TempDir
    Path folder;

    @Test
    void readsFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("p.txt"), "你好，{name}！\n");
        assertThat(PromptTemplate.fromFile(file).format(Map.of("name", "小明"))).isEqualTo("你好，小明！\n");
    }

    @Test
    void readsResources() {
        PromptTemplate template = PromptTemplate.fromResource("prompts/qa.txt");
        assertThat(template.inputVariables()).containsExactly("资料", "question");
        assertThat(PromptTemplate.fromResource("/prompts/qa.txt")).hasToString(template.toString());
    }

    @Test
    void dropsAByteOrderMark() throws IOException {
        Path file = Files.writeString(folder.resolve("bom.txt"), "\uFEFFhi");
        assertThat(PromptTemplate.fromFile(file).format(Map.of())).isEqualTo("hi");
    }

    @Test
    void malformedFilesAreNamedWithThePosition() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.txt"), "a\n{b.c}");
        assertThatThrownBy(() -> PromptTemplate.fromFile(file))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("bad.txt, line 2, column 1");
    }

    @Test
    void filesThatCannotBeReadAreNamed() throws IOException {
        Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {'a', (byte) 0xC3, (byte) 0x28});
        assertThatThrownBy(() -> PromptTemplate.fromFile(binary))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("binary.txt is not UTF-8");
        assertThatThrownBy(() -> PromptTemplate.fromFile(folder.resolve("none.txt")))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("none.txt does not exist");
        assertThatThrownBy(() -> PromptTemplate.fromFile(folder)).isInstanceOf(TemplateException.class);
        assertThatThrownBy(() -> PromptTemplate.fromResource("prompts/none.txt"))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("prompts/none.txt is not on the classpath");
    }

    @Test
    void hugeFilesAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("huge.txt"), new byte[TemplateFiles.MAX_BYTES + 1]);
        assertThatThrownBy(() -> PromptTemplate.fromFile(file))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("larger than");
    }
}
