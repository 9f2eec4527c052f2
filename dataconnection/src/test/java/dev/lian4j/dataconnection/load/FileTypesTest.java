package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTypesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"主.java,java", "a.PY,python", "x.tsx,ts", "Dockerfile,dockerfile", "a.hpp,cpp", "b.yml,yaml"})
    void tellsTheLanguageOfSourceCode(String name, String language) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "// 注释\nx = 1\r\n");
        assertThat(DirectoryLoader.of(folder).loadAll())
                .containsExactly(
                        Document.of("// 注释\nx = 1\n", Map.of("source", file.toString(), "language", language)));
        assertThat(SourceCodeLoader.of(file, "mine").loadAll().get(0).metadata())
                .containsEntry("language", "mine");
    }

    @Test
    void picksALoaderForAFolderOfAllTypes() throws IOException {
        Files.writeString(folder.resolve("a.eml"), "Subject: 信\n\n正文");
        Files.writeString(folder.resolve("b.ipynb"), "{\"cells\": [{\"cell_type\": \"raw\", \"source\": \"本\"}]}");
        Files.writeString(folder.resolve("c.srt"), "1\n00:00:01,000 --> 00:00:02,000\n字幕\n");
        Files.writeString(folder.resolve("d.xml"), "<a>标记</a>");
        Files.writeString(folder.resolve("e.xml"), "<a>坏");
        Zips.zip(folder.resolve("f.zip"), Map.of("g.txt", Zips.utf8("包")));
        Files.writeString(folder.resolve("h.unknown"), "x");
        List<LoadProblem> problems = new ArrayList<>();
        List<LoadProblem> skipped = new ArrayList<>();
        assertThat(DirectoryLoader.builder()
                        .root(folder)
                        .onProblem(problems::add)
                        .onSkipped(skipped::add)
                        .build()
                        .loadAll())
                .extracting(Document::text)
                .containsExactly("正文", "本", "字幕", "标记", "包");
        assertThat(problems).extracting(LoadProblem::path).containsExactly(folder.resolve("e.xml"));
        assertThat(skipped).extracting(LoadProblem::path).containsExactly(folder.resolve("h.unknown"));
    }

    @Test
    void canBeChangedWithoutChangingTheOriginal() throws IOException {
        FileTypes types = FileTypes.builtIn();
        FileTypes mine = types.without("TXT").with("日志", TextLoader::of);
        assertThat(types.extensions()).contains("txt", "zip", "epub").doesNotContain("日志");
        assertThat(mine.extensions()).contains("日志").doesNotContain("txt");
        Files.writeString(folder.resolve("a.日志"), "一");
        Files.writeString(folder.resolve("b.txt"), "二");
        assertThat(DirectoryLoader.builder().root(folder).types(mine).build().loadAll())
                .extracting(Document::text)
                .containsExactly("一");
    }

    @Test
    void goesOnWhereALoaderHasAFault() throws IOException {
        Files.writeString(folder.resolve("a.odd"), "x");
        Files.writeString(folder.resolve("b.txt"), "好");
        List<LoadProblem> problems = new ArrayList<>();
        assertThat(DirectoryLoader.builder()
                        .root(folder)
                        .loader(
                                "odd",
                                path -> () -> Stream.of(1).map(one -> {
                                    throw new IndexOutOfBoundsException("at 7");
                                }))
                        .onProblem(problems::add)
                        .build()
                        .loadAll())
                .extracting(Document::text)
                .containsExactly("好");
        assertThat(problems)
                .singleElement()
                .extracting(LoadProblem::reason)
                .asString()
                .contains("at 7");
    }

    @Test
    void loadsFromTheClassPath() throws IOException {
        Files.createDirectories(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/指南.md"), "# 指南\n\n正文");
        Files.writeString(folder.resolve("docs/bad.json"), "{");
        Files.writeString(folder.resolve("docs/a.xyz"), "x");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            assertThat(ClasspathLoader.of(loader, "/docs/指南.md").loadAll())
                    .containsExactly(
                            Document.of("# 指南\n\n正文", Map.of("source", "classpath:docs/指南.md", "title", "指南")));
            assertThatThrownBy(() -> ClasspathLoader.of(loader, "docs/缺.md").loadAll())
                    .isInstanceOf(DocumentLoadException.class)
                    .hasMessage("classpath:docs/缺.md: there is no such resource on the class path");
            assertThatThrownBy(() -> ClasspathLoader.of(loader, "docs/bad.json").loadAll())
                    .hasMessageStartingWith("classpath:docs/bad.json: is not JSON");
            assertThatThrownBy(() -> ClasspathLoader.of(loader, "docs/a.xyz").loadAll())
                    .hasMessageContaining("no loader for this type");
        }
    }
}
