package dev.lian4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.examples.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskCommandTest {

    private static final String SAMPLES =
            Repository.root().resolve("examples/data").toString();

    @TempDir
    Path folder;

    @Test
    void quotesTheRightEnglishPageWithoutAModel() throws IOException {
        CliRun run = CliRun.lian("ask", "--model", "none", "--json", "--docs", SAMPLES, Repository.QUESTION);

        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(run.exit()).isZero();
        assertThat(run.err()).containsOnlyOnce("No language model");
        assertThat(answer.at("/answer").asText()).contains(Repository.ANSWER);
        assertThat(answer.at("/sources/0/source").asText()).endsWith(Repository.FILE);
        assertThat(answer.at("/sources/0/page").asInt()).isEqualTo(Repository.PAGE);
        assertThat(answer.at("/model").asText()).isEqualTo("none");
    }

    @Test
    void quotesTheRightChinesePageForAChineseQuestion() throws IOException {
        CliRun run = CliRun.lian("ask", "--model", "none", "--json", "--docs", SAMPLES, Repository.QUESTION_ZH);

        JsonNode answer = new ObjectMapper().readTree(run.out());
        assertThat(answer.at("/answer").asText()).contains(Repository.ANSWER_ZH);
        assertThat(answer.at("/sources/0/source").asText()).endsWith(Repository.FILE_ZH);
        assertThat(answer.at("/sources/0/page").asInt()).isEqualTo(Repository.PAGE_ZH);
    }

    @Test
    void answersWithACompatibleServerAndNamesItsSources() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            server.enqueue(answering("Thirty days."));
            Files.writeString(folder.resolve("leave.txt"), "Every employee has thirty days of leave.");

            CliRun run = CliRun.lian(
                    "ask",
                    "--model",
                    "openai:m",
                    "--base-url",
                    server.url("/v1").toString(),
                    "--docs",
                    folder.toString(),
                    "How much leave is there?");

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).contains("Thirty days.").contains("leave.txt");
            assertThat(server.takeRequest().getBody().utf8())
                    .contains("\"model\":\"m\"", "Every employee has thirty days", "How much leave is there?");
        }
    }

    @Test
    void theEmbeddedModelIsNotEvenFetchedForAChineseQuestion() {
        Assumptions.assumeTrue(
                System.getenv("LIAN_MODEL") == null && System.getenv("OPENAI_API_KEY") == null,
                "a model is chosen by the environment");

        CliRun run = CliRun.lian("ask", "-k", "1", "--docs", SAMPLES, Repository.QUESTION_ZH);

        assertThat(run.out()).contains(Repository.ANSWER_ZH);
        assertThat(run.err()).isEqualTo("The embedded model does not read Chinese, so the best passages are quoted\n");
    }

    @Test
    void takesSeveralPathsBeforeTheQuestion() throws IOException {
        Path first = Files.writeString(folder.resolve("a.txt"), "The sky is blue.");
        Path second = Files.writeString(folder.resolve("b.txt"), "Grass is green.");

        CliRun run = CliRun.lian(
                "ask", "--model", "none", "-k", "1", "--docs", first.toString(), second.toString(), "What is green?");

        assertThat(run.out()).contains("Grass is green.").doesNotContain("sky");
    }

    @Test
    void anEmptyQuestionIsWrongUsage() {
        CliRun run = CliRun.lian("ask", "--model", "none", "--docs", SAMPLES, " ");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("The question is empty");
    }

    @Test
    void aTemperatureOutOfRangeIsWrongUsage() {
        CliRun run = CliRun.lian("ask", "--temperature", "3", "--docs", SAMPLES, "Why?");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("temperature must be between 0 and 2, was 3.0");
    }

    @Test
    void anUnknownProviderIsWrongUsage() {
        CliRun run = CliRun.lian("ask", "--model", "nobody:x", "--docs", SAMPLES, "Why?");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("Unknown model 'nobody:x'");
    }

    @Test
    void aMissingPathIsOneClearLine() {
        CliRun run = CliRun.lian(
                "ask", "--model", "none", "--docs", folder.resolve("no").toString(), "Why?");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains("no");
    }

    @Test
    void aFolderWithoutDocumentsIsOneClearLine() {
        CliRun run = CliRun.lian("ask", "--model", "none", "--docs", folder.toString(), "Why?");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("No documents under", folder.toString());
    }

    @Test
    void oneBadFileDoesNotStopTheOthers() throws IOException {
        Files.writeString(folder.resolve("broken.pdf"), "not a PDF");
        Files.writeString(folder.resolve("good.txt"), "The sky is blue.");

        CliRun run = CliRun.lian("ask", "--model", "none", "--docs", folder.toString(), "Which colour is the sky?");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("The sky is blue.");
        assertThat(run.err()).contains("broken.pdf");
    }

    @Test
    void anUnreachableServerIsOneClearLine() {
        CliRun run = CliRun.lian(
                "ask", "--model", "openai:m", "--base-url", "http://127.0.0.1:1/v1", "--docs", SAMPLES, "Why?");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().contains("127.0.0.1:1");
    }

    static MockResponse answering(String text) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body("""
                        {"model":"m","choices":[{"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],
                        "usage":{"prompt_tokens":1,"completion_tokens":1}}""".formatted(text))
                .build();
    }
}
