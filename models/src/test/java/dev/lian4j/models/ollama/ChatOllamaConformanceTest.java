package dev.lian4j.models.ollama;

import dev.lian4j.core.Retry;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.models.conformance.ChatModelConformance;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.models.conformance.WireFixture;
import dev.lian4j.models.testing.Chunks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Ollama's client, as every provider's. */
public class ChatOllamaConformanceTest extends ChatModelConformance {

    @Override
    protected WireFixture wire() {
        return new OllamaWire();
    }

    /** What Ollama sends. */
    public static final class OllamaWire implements WireFixture {

        @Override
        public ChatModel model(Setup setup) {
            ChatOllama.Builder builder = ChatOllama.builder()
                    .model("qwen3:0.6b")
                    .baseUrl(setup.url())
                    .apiKey(KEY)
                    .retry(Retry.of(1))
                    .timeouts(setup.timeouts())
                    .maxResponseBytes(setup.maxResponseBytes());
            return (setup.dropUnsupported() ? builder.dropUnsupported() : builder).build();
        }

        @Override
        public String streamType() {
            return "application/x-ndjson";
        }

        private static String line(String message, boolean done, String more) {
            return "{\"model\":\"qwen3:0.6b\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\","
                    + message + "},\"done\":" + done + more + "}\n";
        }

        private static String figures(Said said) {
            return ",\"done_reason\":\"stop\",\"total_duration\":1,\"prompt_eval_count\":"
                    + said.usage().input() + ",\"eval_count\":" + said.usage().output();
        }

        private static String call(ToolCall call) {
            return "{\"function\":{\"name\":\"" + call.name() + "\",\"arguments\":" + call.arguments() + "}}";
        }

        @Override
        public List<String> stream(Said said) {
            List<String> lines = new ArrayList<>();
            said.reasoning()
                    .forEach(
                            text -> lines.add(line("\"content\":\"\",\"thinking\":" + Chunks.quoted(text), false, "")));
            said.texts().forEach(text -> lines.add(line("\"content\":" + Chunks.quoted(text), false, "")));
            said.calls()
                    .forEach(
                            call -> lines.add(line("\"content\":\"\",\"tool_calls\":[" + call(call) + "]", false, "")));
            lines.add(line("\"content\":\"\"", true, figures(said)));
            return lines;
        }

        @Override
        public int wholeAfter(List<String> events) {
            return events.size();
        }

        @Override
        public String whole(Said said) {
            String calls = said.calls().stream().map(OllamaWire::call).collect(Collectors.joining(","));
            return line(
                    "\"content\":" + Chunks.quoted(said.text()) + ",\"thinking\":" + Chunks.quoted(said.thoughts())
                            + ",\"tool_calls\":[" + calls + "]",
                    true,
                    figures(said));
        }

        @Override
        public String error(int status, String message) {
            return "{\"error\":" + Chunks.quoted(message) + "}";
        }

        @Override
        public String streamError(String message) {
            return error(500, message) + "\n";
        }
    }
}
