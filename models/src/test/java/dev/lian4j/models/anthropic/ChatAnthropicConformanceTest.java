package dev.lian4j.models.anthropic;

import dev.lian4j.core.Retry;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.models.conformance.ChatModelConformance;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.models.conformance.WireFixture;
import dev.lian4j.models.testing.Chunks;
import java.util.ArrayList;
import java.util.List;

/** Anthropic's client, as every provider's. */
public class ChatAnthropicConformanceTest extends ChatModelConformance {

    @Override
    protected WireFixture wire() {
        return new AnthropicWire();
    }

    /** What Anthropic sends. */
    public static final class AnthropicWire implements WireFixture {

        @Override
        public ChatModel model(Setup setup) {
            ChatAnthropic.Builder builder = ChatAnthropic.builder()
                    .model("claude-sonnet-4-5")
                    .baseUrl(setup.url())
                    .apiKey(KEY)
                    .retry(Retry.of(1))
                    .timeouts(setup.timeouts())
                    .maxResponseBytes(setup.maxResponseBytes());
            return (setup.dropUnsupported() ? builder.dropUnsupported() : builder).build();
        }

        @Override
        public String streamType() {
            return "text/event-stream";
        }

        static String event(String name, String more) {
            return "event: " + name + "\ndata: {\"type\":\"" + name + "\"" + more + "}\n\n";
        }

        private static void block(List<String> events, int index, String start, List<String> deltas) {
            events.add(event("content_block_start", ",\"index\":" + index + ",\"content_block\":" + start));
            deltas.forEach(delta -> events.add(
                    event("content_block_delta", ",\"index\":" + index + ",\"delta\":{\"type\":" + delta + "}")));
            events.add(event("content_block_stop", ",\"index\":" + index));
        }

        @Override
        public List<String> stream(Said said) {
            List<String> events = new ArrayList<>();
            events.add(event(
                    "message_start",
                    ",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m-1\","
                            + "\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":"
                            + said.usage().input() + ",\"output_tokens\":1}}"));
            int index = 0;
            if (!said.reasoning().isEmpty()) {
                List<String> deltas = new ArrayList<>();
                said.reasoning().forEach(part -> deltas.add("\"thinking_delta\",\"thinking\":" + Chunks.quoted(part)));
                deltas.add("\"signature_delta\",\"signature\":\"c2lnbmVk\"");
                block(events, index++, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}", deltas);
            }
            events.add(event("ping", ""));
            if (!said.texts().isEmpty()) {
                List<String> deltas = said.texts().stream()
                        .map(part -> "\"text_delta\",\"text\":" + Chunks.quoted(part))
                        .toList();
                block(events, index++, "{\"type\":\"text\",\"text\":\"\"}", deltas);
            }
            for (ToolCall call : said.calls()) {
                List<String> deltas = Said.parts(call.arguments(), 5).stream()
                        .map(part -> "\"input_json_delta\",\"partial_json\":" + Chunks.quoted(part))
                        .toList();
                block(events, index++, use(call, "{}"), deltas);
            }
            events.add(event(
                    "message_delta",
                    ",\"delta\":{\"stop_reason\":\"" + reason(said) + "\",\"stop_sequence\":null},"
                            + "\"usage\":{\"output_tokens\":" + said.usage().output() + "}"));
            events.add(event("message_stop", ""));
            return events;
        }

        private static String use(ToolCall call, String input) {
            return "{\"type\":\"tool_use\",\"id\":\"" + call.id() + "\",\"name\":\"" + call.name() + "\",\"input\":"
                    + input + "}";
        }

        private static String reason(Said said) {
            return said.calls().isEmpty() ? "end_turn" : "tool_use";
        }

        @Override
        public int wholeAfter(List<String> events) {
            return events.size() - 1;
        }

        @Override
        public String whole(Said said) {
            List<String> blocks = new ArrayList<>();
            if (!said.reasoning().isEmpty()) {
                blocks.add("{\"type\":\"thinking\",\"thinking\":" + Chunks.quoted(said.thoughts())
                        + ",\"signature\":\"c2lnbmVk\"}");
            }
            if (!said.texts().isEmpty()) {
                blocks.add("{\"type\":\"text\",\"text\":" + Chunks.quoted(said.text()) + "}");
            }
            said.calls().forEach(call -> blocks.add(use(call, call.arguments())));
            return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m-1\",\"content\":["
                    + String.join(",", blocks) + "],\"stop_reason\":\"" + reason(said)
                    + "\",\"usage\":{\"input_tokens\":" + said.usage().input() + ",\"output_tokens\":"
                    + said.usage().output() + "}}";
        }

        @Override
        public String error(int status, String message) {
            String type = status == 529 ? "overloaded_error" : "api_error";
            return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":" + Chunks.quoted(message)
                    + "},\"request_id\":\"req-7\"}";
        }

        @Override
        public String streamError(String message) {
            return "event: error\ndata: " + error(529, message) + "\n\n";
        }
    }
}
