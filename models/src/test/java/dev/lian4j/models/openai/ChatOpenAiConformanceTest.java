package dev.lian4j.models.openai;

import dev.lian4j.core.Retry;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.models.conformance.ChatModelConformance;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.models.conformance.WireFixture;
import dev.lian4j.models.testing.Chunks;
import java.util.ArrayList;
import java.util.List;

/** The OpenAI protocol's client, as every provider's. */
public class ChatOpenAiConformanceTest extends ChatModelConformance {

    @Override
    protected WireFixture wire() {
        return new OpenAiWire();
    }

    /** What a server of OpenAI's protocol sends. */
    public static class OpenAiWire implements WireFixture {

        @Override
        public ChatModel model(Setup setup) {
            return (setup.dropUnsupported() ? builder(setup).dropUnsupported() : builder(setup)).build();
        }

        ChatOpenAi.Builder builder(Setup setup) {
            return ChatOpenAi.builder()
                    .baseUrl(setup.url())
                    .apiKey(KEY)
                    .retry(Retry.of(1))
                    .timeouts(setup.timeouts())
                    .maxResponseBytes(setup.maxResponseBytes());
        }

        @Override
        public String streamType() {
            return "text/event-stream; charset=utf-8";
        }

        @Override
        public List<String> stream(Said said) {
            List<String> events = new ArrayList<>();
            said.reasoning()
                    .forEach(text -> events.add(Chunks.delta("{\"reasoning_content\":" + Chunks.quoted(text) + "}")));
            said.texts().forEach(text -> events.add(Chunks.text(text)));
            for (int i = 0; i < said.calls().size(); i++) {
                ToolCall call = said.calls().get(i);
                events.add(Chunks.delta("{\"tool_calls\":[{\"index\":" + i + ",\"id\":\"" + call.id()
                        + "\",\"type\":\"function\",\"function\":{\"name\":\"" + call.name()
                        + "\",\"arguments\":\"\"}}]}"));
                for (String part : Said.parts(call.arguments(), 3)) {
                    events.add(Chunks.delta("{\"tool_calls\":[{\"index\":" + i + ",\"function\":{\"arguments\":"
                            + Chunks.quoted(part) + "}}]}"));
                }
            }
            events.add(Chunks.finish(said.calls().isEmpty() ? "stop" : "tool_calls"));
            events.add(Chunks.usage(said.usage().input(), said.usage().output()));
            events.add(Chunks.DONE);
            return events;
        }

        @Override
        public int wholeAfter(List<String> events) {
            return events.size() - 2;
        }

        @Override
        public String whole(Said said) {
            List<String> calls = said.calls().stream()
                    .map(call -> "{\"id\":\"" + call.id() + "\",\"type\":\"function\",\"function\":{\"name\":\""
                            + call.name() + "\",\"arguments\":" + Chunks.quoted(call.arguments()) + "}}")
                    .toList();
            String tools = calls.isEmpty() ? "" : ",\"tool_calls\":[" + String.join(",", calls) + "]";
            return "{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
                    + (said.texts().isEmpty() ? "null" : Chunks.quoted(said.text()))
                    + ",\"reasoning_content\":" + Chunks.quoted(said.thoughts()) + tools
                    + "},\"finish_reason\":\"" + (calls.isEmpty() ? "stop" : "tool_calls")
                    + "\"}],\"usage\":{\"prompt_tokens\":" + said.usage().input() + ",\"completion_tokens\":"
                    + said.usage().output() + "}}";
        }

        @Override
        public String error(int status, String message) {
            return "{\"error\":{\"message\":" + Chunks.quoted(message)
                    + ",\"type\":\"some_error\",\"param\":null,\"code\":null}}";
        }

        @Override
        public String streamError(String message) {
            return Chunks.event(error(500, message));
        }
    }
}
