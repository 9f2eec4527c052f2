package dev.lian4j.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {

    @TempDir
    Path folder;

    private final ChatModel model =
            (request, run) -> new ChatResponse(AiMessage.of("27 天"), FinishReason.STOP, new TokenUsage(7, 3), "m");

    private List<String> traced(Chain<String, ?> chain, String input) throws IOException {
        Path file = folder.resolve("trace.jsonl");
        try (TraceFile trace = TraceFile.to(file, line -> line.replace("sk-secret", "…"))) {
            chain.withListener(trace).invoke(input);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("bro\"ken");
        }
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll("\"(run|at)\": \"[^\"]*\"", "\"$1\": \"-\"")
                        .replaceAll("\"took_ms\": [0-9.E-]+", "\"took_ms\": 0"))
                .toList();
    }

    @Test
    void writesEachStepAsItStartsAndEnds() throws IOException {
        Chain<String, ChatResponse> chain =
                Chain.<String, ChatRequest>of(ChatRequest::of).named("prompt").then(model);
        assertThat(traced(chain.named("qa"), "几天?\n sk-secret"))
                .containsExactly(
                        start(1, 0, "qa", "chain", "\"几天?\\n …\""),
                        start(2, 1, "prompt", "chain", "\"几天?\\n …\""),
                        end(2, 1, "[{\"role\": \"user\", \"text\": \"几天?\\n …\"}]", ""),
                        start(3, 1, "lambda", "model", "[{\"role\": \"user\", \"text\": \"几天?\\n …\"}]"),
                        end(
                                3,
                                1,
                                "{\"role\": \"ai\", \"text\": \"27 天\"}",
                                ", \"input_tokens\": 7, \"output_tokens\": 3"),
                        end(
                                1,
                                0,
                                "{\"role\": \"ai\", \"text\": \"27 天\"}",
                                ", \"input_tokens\": 7, \"output_tokens\": 3"));
    }

    @Test
    void writesFailures() throws IOException {
        Chain<String, String> broken = Chain.of(text -> {
            throw new IllegalStateException("bro\"ken");
        });
        assertThat(traced(broken.named("b"), "x"))
                .last()
                .asString()
                .contains("\"event\": \"error\"")
                .endsWith("\"error\": \"java.lang.IllegalStateException: bro\\\"ken\"}");
    }

    @Test
    void writesDocumentsAndCutsWhatIsLong() throws IOException {
        Retriever retriever =
                query -> List.of(new ScoredDocument(Document.of("长".repeat(200_000), Map.of("page", 3)), 0.5));
        assertThat(traced(retriever, "x"))
                .last()
                .asString()
                .contains("\"score\": 0.5", "\"metadata\": {\"page\": 3}", "… (200000 characters)")
                .hasSizeLessThan(101_000);
    }

    @Test
    void aFileThatCannotBeOpenedIsTold() {
        assertThatThrownBy(() -> TraceFile.to(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot be opened");
    }

    private static String start(int step, int parent, String name, String kind, String input) {
        return "{\"event\": \"start\", \"run\": \"-\", \"step\": %d, \"parent\": %d, \"at\": \"-\", \"name\": \"%s\", \"kind\": \"%s\", \"input\": %s}"
                .formatted(step, parent, name, kind, input);
    }

    private static String end(int step, int parent, String output, String tokens) {
        return "{\"event\": \"end\", \"run\": \"-\", \"step\": %d, \"parent\": %d, \"at\": \"-\", \"took_ms\": 0, \"output\": %s%s}"
                .formatted(step, parent, output, tokens);
    }
}
