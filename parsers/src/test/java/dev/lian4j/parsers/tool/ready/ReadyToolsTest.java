package dev.lian4j.parsers.tool.ready;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.agent.AgentExecutor;
import dev.lian4j.core.agent.AgentResult;
import dev.lian4j.core.agent.ToolCallingAgent;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyToolsTest {

    @TempDir
    Path folder;

    private static ToolMessage call(Tool tool, String arguments) {
        return tool.invoke(new ToolCall("1", tool.name(), arguments));
    }

    private static ToolMessage calculated(String expression) {
        return call(Calculator.create(), "{\"expression\": \"" + expression + "\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3|7",
                "(27 + 3) * 2 / sqrt(16)|15",
                "0.1 + 0.2|0.3",
                "2 ** 10|1024",
                "1,234,567 × 2|2469134",
                "10 ÷ 4 − 1|1.5",
                "\uff083+4\uff09*2|14",
                "1e3 + 1|1001",
                "7 % 4|3",
                "2^62|4611686018427390000"
            })
    void calculates(String expression, String value) {
        assertThat(calculated(expression)).isEqualTo(new ToolMessage("1", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 / 0", "System.exit(1)", "java.lang.Runtime", "1 +", "", "x + 1", "sqrt(-1)", "((((1"})
    void tellsWhatItCannotCalculate(String expression) {
        assertThat(calculated(expression).error()).isTrue();
    }

    @Test
    void tellsTheTime() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T01:00:00Z"), ZoneId.of("UTC"));
        assertThat(call(CurrentTime.of(clock), "{}").text()).isEqualTo("Tuesday, 2026-11-24 01:00:00 UTC");
        assertThat(call(CurrentTime.of(clock), "{\"zone\": \"Asia/Shanghai\"}").text())
                .isEqualTo("Tuesday, 2026-11-24 09:00:00 Asia/Shanghai");
        assertThat(call(CurrentTime.of(clock), "{\"zone\": \"Mars\"}").error()).isTrue();
    }

    @Test
    void findsPassages() {
        Retriever retriever = query -> query.contains("滤芯")
                ? List.of(new ScoredDocument(Document.of("六个月", Map.of("source", "手册.pdf", "page", 3)), 1))
                : List.of();
        assertThat(call(DocumentSearch.of(retriever), "{\"query\": \"滤芯\"}").text())
                .isEqualTo("[手册.pdf, page 3]\n六个月");
        assertThat(call(DocumentSearch.of(retriever), "{\"query\": \"x\"}").text())
                .isEqualTo("Nothing was found.");
    }

    @Test
    void readsNothingOutsideOfItsFolder() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("inner"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(inner.resolve("a.txt"), "你好");
        Files.createSymbolicLink(inner.resolve("link.txt"), folder.resolve("secret.txt"));
        Tool tool = ReadFile.within(inner);
        assertThat(call(tool, "{\"path\": \"a.txt\"}")).isEqualTo(new ToolMessage("1", "你好"));
        for (String path :
                List.of("../secret.txt", folder.resolve("secret.txt").toString(), "link.txt", "none.txt", "")) {
            assertThat(call(tool, "{\"path\": \"" + path + "\"}"))
                    .satisfies(told -> assertThat(told.error()).isTrue())
                    .satisfies(told -> assertThat(told.text()).doesNotContain("secret\n"));
        }
    }

    @Test
    void anAgentAnswersFromDocumentsWithTheCalculator() {
        Retriever retriever =
                query -> List.of(new ScoredDocument(Document.of("Leave is 27 days.", Map.of("source", "h.pdf")), 1));
        List<Tool> tools = List.of(DocumentSearch.of(retriever), Calculator.create());
        ChatModel model = (request, run) -> {
            int results = (int) request.messages().stream()
                    .filter(ToolMessage.class::isInstance)
                    .count();
            AiMessage said = switch (results) {
                case 0 -> calling("search_documents", "{\"query\": \"leave\"}");
                case 1 -> calling("calculator", "{\"expression\": \"27 * 8\"}");
                default ->
                    AiMessage.of(request.messages()
                                    .get(request.messages().size() - 1)
                                    .text() + " hours");
            };
            return new ChatResponse(said, FinishReason.STOP, TokenUsage.UNKNOWN, "m");
        };
        AgentResult result =
                AgentExecutor.of(ToolCallingAgent.of(model, tools), tools).invoke("How many hours of leave?");
        assertThat(result.text()).isEqualTo("216 hours");
    }

    private static AiMessage calling(String tool, String arguments) {
        return new AiMessage("", List.of(new ToolCall(tool, tool, arguments)), "");
    }
}
