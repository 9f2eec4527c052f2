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
