package dev.lian4j.models.gemini;

import dev.lian4j.core.Retry;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.models.conformance.ChatModelConformance;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.models.conformance.WireFixture;
import dev.lian4j.models.testing.Chunks;
import java.util.ArrayList;
import java.util.List;

/** Gemini's client, as every provider's. */
public class ChatGeminiConformanceTest extends ChatModelConformance {

    @Override
    protected WireFixture wire() {
        return new GeminiWire();
    }

    /** What Gemini sends, after the API's reference. */
    public static final class GeminiWire implements WireFixture {

        @Override
        public ChatModel model(Setup setup) {
            ChatGemini.Builder builder = ChatGemini.builder()
                    .model("gemini-2.5-flash")
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

        private static String thought(String text) {
            return "{\"text\":" + Chunks.quoted(text) + ",\"thought\":true}";
        }

        private static String text(String text) {
            return "{\"text\":" + Chunks.quoted(text) + "}";
        }

        private static String call(ToolCall call) {
            return "{\"functionCall\":{\"name\":\"" + call.name() + "\",\"args\":" + call.arguments()
                    + "},\"thoughtSignature\":\"c2lnbmVk\"}";
        }

        private static String chunk(String parts, boolean last, Said said) {
            String end = last ? ",\"finishReason\":\"STOP\"" : "";
            String output = last ? ",\"candidatesTokenCount\":" + said.usage().output() : "";
            return "{\"candidates\":[{\"content\":{\"parts\":[" + parts + "],\"role\":\"model\"}" + end
                    + ",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":"
                    + said.usage().input() + output + "},\"modelVersion\":\"m-1\",\"responseId\":\"r-1\"}";
        }

        @Override
        public List<String> stream(Said said) {
            List<String> parts = new ArrayList<>();
            said.reasoning().forEach(part -> parts.add(thought(part)));
            said.texts().forEach(part -> parts.add(text(part)));
            said.calls().forEach(call -> parts.add(call(call)));
            List<String> events = new ArrayList<>();
            parts.forEach(part -> events.add("data: " + chunk(part, false, said) + "\n\n"));
            events.add("data: " + chunk("{\"text\":\"\"}", true, said) + "\n\n");
            return events;
        }

        @Override
        public int wholeAfter(List<String> events) {
            return events.size();
        }

        @Override
        public String whole(Said said) {
            List<String> parts = new ArrayList<>();
            if (!said.reasoning().isEmpty()) {
                parts.add(thought(said.thoughts()));
            }
            if (!said.texts().isEmpty()) {
                parts.add(text(said.text()));
            }
            said.calls().forEach(call -> parts.add(call(call)));
            return chunk(String.join(",", parts), true, said);
        }

        @Override
        public String error(int status, String message) {
            return "{\"error\":{\"code\":" + status + ",\"message\":" + Chunks.quoted(message)
                    + ",\"status\":\"UNKNOWN\"}}";
        }

        @Override
        public String streamError(String message) {
            return "data: {\"error\":{\"code\":503,\"message\":" + Chunks.quoted(message)
                    + ",\"status\":\"UNAVAILABLE\"}}\n\n";
        }
    }
}
