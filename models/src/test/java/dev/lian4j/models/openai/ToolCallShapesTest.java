package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Piece;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes in which servers send parts of tool calls. */
class ToolCallShapesTest {

    private static final List<ToolCall> ONE = List.of(new ToolCall("c1", "weather", "{\"city\":\"北京\"}"));
    private static final List<ToolCall> TWO = List.of(ONE.get(0), new ToolCall("c2", "time", "{\"zone\":8}"));

    private static Arguments shape(String name, List<ToolCall> expected, String... toolCalls) {
        return Arguments.of(name, expected, List.of(toolCalls));
    }

    static Stream<Arguments> shapes() {
        String first = "{'index':0,'id':'c1','type':'function','function':{'name':'weather','arguments':''}}";
        String second = "{'index':1,'id':'c2','type':'function','function':{'name':'time','arguments':''}}";
        return Stream.of(
                shape(
                        "as OpenAI sends them",
                        TWO,
                        first,
                        "{'index':0,'function':{'arguments':'{~city~:'}}",
                        "{'index':0,'function':{'arguments':'~北京~}'}}",
                        second,
                        "{'index':1,'function':{'arguments':'{~zone~:8}'}}"),
                shape(
                        "without an index, whole",
                        TWO,
                        "{'index':null,'id':'c1','function':{'name':'weather','arguments':'{~city~:~北京~}'}}",
                        "{'id':'c2','function':{'name':'time','arguments':'{~zone~:8}'}}"),
                shape(
                        "without an index, by parts",
                        TWO,
                        "{'id':'c1','function':{'name':'weather','arguments':''}}",
                        "{'function':{'arguments':'{~city~:'}}",
                        "{'function':{'arguments':'~北京~}'}}",
                        "{'id':'c2','function':{'name':'time'}}",
                        "{'id':'c2','function':{'arguments':'{~zone~:8}'}}"),
                shape(
                        "the id alone first",
                        ONE,
                        "{'index':0,'id':'c1','type':'function'}",
                        "{'index':0,'function':{'name':'weather','arguments':'{~city~:~北京~}'}}"),
                shape(
                        "several in one delta",
                        TWO,
                        "{'index':0,'id':'c1','function':{'name':'weather','arguments':'{~city~:~北京~}'}},"
                                + "{'index':1,'id':'c2','function':{'name':'time','arguments':'{~zone~:8}'}}"),
                shape(
                        "an empty call at the end",
                        ONE,
                        first,
                        "{'index':0,'function':{'arguments':'{~city~:~北京~}'}}",
                        "{'index':1,'id':'','type':'function','function':{'name':'','arguments':''}}"),
                shape(
                        "id and name with each part",
                        ONE,
                        first,
                        "{'index':0,'id':'c1','function':{'name':'weather','arguments':'{~city~:'}}",
                        "{'index':0,'id':'c1','function':{'name':'weather','arguments':'~北京~}'}}"),
                shape(
                        "every call numbered 0",
                        TWO,
                        "{'index':0,'id':'c1','function':{'name':'weather','arguments':'{~city~:~北京~}'}}",
                        "{'index':0,'id':'c2','function':{'name':'time','arguments':'{~zone~:'}}",
                        "{'index':0,'function':{'arguments':'8}'}}"),
                shape(
                        "arguments as an object",
                        ONE,
                        "{'index':0,'id':'c1','function':{'name':'weather','arguments':{'city':'北京'}}}"),
                shape(
                        "no arguments: null",
                        List.of(new ToolCall("c1", "weather", "{}")),
                        "{'index':0,'id':'c1','function':{'name':'weather','arguments':null}}"),
                shape("no arguments: empty", List.of(new ToolCall("c1", "weather", "{}")), first),
                shape(
                        "no id",
                        List.of(new ToolCall("call_0", "weather", "{}"), new ToolCall("call_1", "time", "{}")),
                        "{'index':0,'function':{'name':'weather','arguments':'{}'}}",
                        "{'index':1,'function':{'name':'time','arguments':'{}'}}"),
                shape(
                        "neither index nor id, whole",
                        List.of(new ToolCall("call_0", "weather", "{}"), new ToolCall("call_1", "time", "{}")),
                        "{'function':{'name':'weather','arguments':'{}'}},{'function':{'name':'time','arguments':'{}'}}"),
                shape(
                        "the name by parts",
                        List.of(new ToolCall("c1", "weather", "{}")),
                        "{'index':0,'id':'c1','function':{'name':'wea'}}",
                        "{'index':0,'function':{'name':'ther','arguments':'{}'}}"));
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"').replace("~", "\\\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void joinsTheParts(String name, List<ToolCall> expected, List<String> toolCalls) throws IOException {
        StringBuilder events = new StringBuilder(RawServer.sseHead());
        toolCalls.forEach(calls -> events.append(Chunks.delta("{\"tool_calls\":[" + json(calls) + "]}")));
        events.append(Chunks.finish("tool_calls")).append(Chunks.DONE);

        try (RawServer server = RawServer.of(RawServer.sending(events.toString()))) {
            List<Piece> pieces = new ArrayList<>();
            ChatResponse response = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .build()
                    .invoke(ChatRequest.of("Hi"), pieces::add);

            assertThat(response.message().toolCalls()).isEqualTo(expected);
            assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(arguments(pieces, i)).isIn(expected.get(i).arguments(), "");
            }
        }
    }

    private static String arguments(List<Piece> pieces, int index) {
        StringBuilder joined = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.ToolCallDelta delta && delta.index() == index) {
                joined.append(delta.arguments());
            }
        }
        return joined.toString();
    }

    @Test
    void readsCallsOfAWholeReplyAndSaysThatToolsAreWanted() throws IOException {
        String body = json("{'choices':[{'message':{'content':null,'tool_calls':["
                + "{'id':'c1','function':{'name':'weather','arguments':'{~city~:~北京~}'}},"
                + "{'id':'c2','function':{'name':'time','arguments':'{~zone~:8}'}}]},'finish_reason':'stop'}]}");

        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, body)))) {
            ChatResponse response = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .build()
                    .invoke(ChatRequest.of("Hi"));

            assertThat(response.message().toolCalls()).isEqualTo(TWO);
            assertThat(response.text()).isEmpty();
            assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        }
    }

    @Test
    void leavesCutArgumentsAsTheyCameAndSaysSo() throws IOException {
        String events = RawServer.sseHead()
                + Chunks.delta(
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"w\",\"arguments\":\"{\\\"ci\"}},"
                                + "{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"t\",\"arguments\":\"\"}}]}")
                + Chunks.finish("length")
                + Chunks.DONE;

        try (RawServer server = RawServer.of(RawServer.sending(events))) {
            ChatResponse response = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .build()
                    .invoke(ChatRequest.of("Hi"), piece -> {});

            assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(response.message().toolCalls())
                    .containsExactly(new ToolCall("c1", "w", "{\"ci"), new ToolCall("c2", "t", ""));
        }
    }
}
