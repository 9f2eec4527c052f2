package dev.lian4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.examples.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that show one step: load, split, embed, prompt. */
class StepCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void loadShowsEachPage() throws IOException {
        CliRun run = CliRun.lian(
                "load", "--json", Repository.root().resolve("examples/data").toString());

        assertThat(run.exit()).isZero();
        JsonNode first = JSON.readTree(run.out().lines().findFirst().orElseThrow());
        assertThat(first.at("/text").asText()).isNotBlank();
        assertThat(first.at("/metadata/source").asText()).isNotBlank();
    }

    @Test
    void splitKeepsToTheChunkSize() throws IOException {
        Path file = Files.writeString(folder.resolve("long.txt"), "早上好。".repeat(100));

        CliRun run = CliRun.lian("split", "--json", "--chunk-size", "50", "--chunk-overlap", "10", file.toString());

        assertThat(run.out().lines())
                .hasSizeGreaterThan(7)
                .allSatisfy(line ->
                        assertThat(JSON.readTree(line).at("/text").asText()).hasSizeBetween(1, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"recursive", "character", "token", "sentence", "markdown", "html", "semantic", "code:java"})
    void everySplitterKeepsTheWords(String kind) throws IOException {
        Path file = Files.writeString(
                folder.resolve("guide.txt"),
                "# Tea\n\nGreen tea is brewed at 80 degrees.\n\n# Rust\n\nIron rusts in water.\n");

        CliRun run =
                CliRun.lian("split", "--chunk-size", "60", "--chunk-overlap", "0", "--splitter", kind, file.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("brewed at 80", "Iron rusts");
    }

    @Test
    void splitSaysWhichSplittersThereAre() {
        assertThat(CliRun.lian("split", "--splitter", "magic", ".").err()).contains("'magic'", "semantic");
        assertThat(CliRun.lian("split", "--splitter", "code:klingon", ".").err())
                .contains("'klingon'", "kotlin");
    }

    @Test
    void embedGivesAVectorALine() throws IOException {
        CliRun run = CliRun.withInput("hello\nworld\n", "embed", "--json");

        assertThat(run.out().lines()).hasSize(2);
        JsonNode first = JSON.readTree(run.out().lines().findFirst().orElseThrow());
        assertThat(first.at("/text").asText()).isEqualTo("hello");
        assertThat(first.at("/embedding")).hasSize(384);
    }

    @Test
    void promptFillsInVariables() {
        CliRun run = CliRun.lian("prompt", "--json", "--template", "给我讲一个关于{主题}的笑话", "--var", "主题=程序员");

        assertThat(run.out()).isEqualTo("{\"role\":\"user\",\"text\":\"给我讲一个关于程序员的笑话\"}\n");
    }

    @Test
    void promptReadsAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("joke.txt"), "About {topic}");

        assertThat(CliRun.lian("prompt", "--template", file.toString(), "--var", "topic=a=b")
                        .out())
                .isEqualTo("About a=b\n");
    }

    @Test
    void aMissingVariableIsOneClearLine() {
        CliRun run = CliRun.lian("prompt", "--template", "Hello {name}");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("name");
    }

    @Test
    void everyCommandHasHelpWithAnExample() {
        for (String command : new String[] {"ask", "chat", "load", "split", "embed", "prompt"}) {
            CliRun run = CliRun.lian(command, "--help");

            assertThat(run.exit()).isZero();
            assertThat(run.out()).contains("Usage: lian " + command, "Example:");
        }
    }

    @Test
    void anUnknownOptionIsWrongUsage() {
        assertThat(CliRun.lian("load", "--nonsense", "x").exit()).isEqualTo(2);
        assertThat(CliRun.lian("nonsense").exit()).isEqualTo(2);
    }

    @Test
    void promptReadsPromptFiles() throws IOException {
        Path file = Files.writeString(
                folder.resolve("chat.yaml"),
                "_type: chat\nmessages:\n- role: system\n  template: 你是{name}\n- role: human\n  template: '{question}'\n");

        CliRun run = CliRun.lian(
                "prompt", "--json", "--template", file.toString(), "--var", "name=小链", "--var", "question=你好?");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo("{\"role\":\"system\",\"text\":\"你是小链\"}\n{\"role\":\"user\",\"text\":\"你好?\"}\n");
    }
}
