package dev.lian4j.models.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.ReasoningEffort;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.models.conformance.Bodies;
import dev.lian4j.models.conformance.Said;
import dev.lian4j.models.conformance.WireFixture;
import dev.lian4j.models.env.Environment;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to Anthropic, and what comes back, in detail. */
@Timeout(60)
class ChatAnthropicWireTest {

    private static final WireFixture WIRE = new ChatAnthropicConformanceTest.AnthropicWire();
    private static final String WHOLE = WIRE.whole(Said.texts("ok"));

    private static RawServer server(String body) throws IOException {
        return RawServer.of(RawServer.sending(RawServer.json(200, body)));
    }

    private static ChatAnthropic.Builder builder(RawServer server) {
        return ChatAnthropic.builder()
                .model("m")
                .apiKey(WireFixture.KEY)
                .baseUrl(server.url())
                .retry(Retry.of(1));
    }

    private static JsonNode sent(ChatRequest request) throws IOException {
        try (RawServer server = server(WHOLE)) {
            var unused = builder(server).build().invoke(request);
            return Bodies.json(server.received().get(0).body());
        }
    }

    private static JsonNode sent(ChatParameters parameters) throws IOException {
        return sent(ChatRequest.of("Hi").with(parameters));
    }

    private static String whole(String content, String more) {
        return "{\"type\":\"message\",\"model\":\"m\",\"content\":[" + content + "]," + more + "}";
    }

    @Test
    void writesParametersByTheirNames() throws IOException {
        assertThat(sent(ChatParameters.builder()
                        .temperature(0.1)
                        .topP(0.9)
                        .topK(5)
                        .stop("完")
                        .user("u-1")
                        .extra("service_tier", "auto")
                        .responseFormat(new ResponseFormat.JsonSchema("s", Map.of("type", "object"), true))
                        .build()))
                .isEqualTo(Bodies.json("{\"model\":\"m\",\"max_tokens\":4096,\"temperature\":0.1,\"top_p\":0.9,"
                        + "\"top_k\":5,\"stop_sequences\":[\"完\"],\"metadata\":{\"user_id\":\"u-1\"},"
                        + "\"output_config\":{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]}],"
                        + "\"service_tier\":\"auto\"}"));
    }

    @Test
    void sendsKeyAndVersionAsHeaders() throws IOException {
        try (RawServer server = server(WHOLE)) {
            var unused = builder(server).build().predict("Hi");

            assertThat(server.received().get(0).line()).isEqualTo("POST /v1/messages HTTP/1.1");
            assertThat(server.received().get(0).headers())
                    .containsEntry("x-api-key", WireFixture.KEY)
                    .containsEntry("anthropic-version", "2023-06-01")
                    .doesNotContainKey("authorization");
        }
    }

    @Test
    void writesAConversationAsTurns() throws IOException {
        JsonNode body = sent(new ChatRequest(
                List.of(
                        Message.system("你是助手"),
                        UserMessage.of(
                                new Content.Text("看"),
                                Content.Image.of(new byte[] {1, 2, 3}, "image/png"),
                                new Content.Image(URI.create("https://x/a.png"))),
                        new AiMessage(
                                "\n\n",
                                List.of(new ToolCall("c1", "f", "{\"a\":1}"), new ToolCall("c2", "g", "{broken")),
                                "hm"),
                        new ToolMessage("c1", "晴"),
                        new ToolMessage("c2", "down", true),
                        Message.system("Be brief"),
                        Message.user("谢谢"),
                        Message.user("再见")),
                Bodies.asking(ChatFeature.TOOLS).parameters()));

        assertThat(body.path("system"))
                .isEqualTo(Bodies.json(
                        "[{\"type\":\"text\",\"text\":\"你是助手\"}," + "{\"type\":\"text\",\"text\":\"Be brief\"}]"));
        assertThat(body.path("messages"))
                .isEqualTo(Bodies.json("[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"看\"},"
                        + "{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/png\","
                        + "\"data\":\"AQID\"}},{\"type\":\"image\",\"source\":{\"type\":\"url\","
                        + "\"url\":\"https://x/a.png\"}}]},"
                        + "{\"role\":\"assistant\",\"content\":["
                        + "{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"f\",\"input\":{\"a\":1}},"
                        + "{\"type\":\"tool_use\",\"id\":\"c2\",\"name\":\"g\",\"input\":{}}]},"
                        + "{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"c1\",\"content\":\"晴\"},"
                        + "{\"type\":\"tool_result\",\"tool_use_id\":\"c2\",\"content\":\"down\",\"is_error\":true},"
                        + "{\"type\":\"text\",\"text\":\"谢谢\"},{\"type\":\"text\",\"text\":\"再见\"}]}]"));
        assertThat(body.at("/tools/0/name").asText()).isEqualTo("get_weather");
        assertThat(body.at("/tools/0/input_schema/type").asText()).isEqualTo("object");
    }

    @Test
    void refusesWhatItCannotSend() throws IOException {
        try (RawServer server = server(WHOLE)) {
            ChatAnthropic model = builder(server).build();
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.invoke(ChatRequest.of(Message.system("only"), Message.user(" "))))
                    .withMessageContaining("not of the system");
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.invoke(ChatRequest.of(
                            UserMessage.of(new Content.Image(URI.create("data:image/svg+xml,%3Csvg/%3E"))))))
                    .withMessageContaining("Base64");
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.invoke(ChatRequest.of("Hi")
                            .with(ChatParameters.builder()
                                    .maxTokens(1000)
                                    .reasoningEffort(ReasoningEffort.LOW)
                                    .build())))
                    .withMessageContaining("1000");
            assertThat(server.received()).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatAnthropic.builder().apiKey("k").build())
                .withMessageContaining("Name a model");
    }

    private static JsonNode choice(ToolChoice choice, Boolean parallel) throws IOException {
        ChatParameters.Builder asked =
                Bodies.asking(ChatFeature.TOOLS).parameters().toBuilder().toolChoice(choice);
        return sent((parallel == null ? asked : asked.parallelToolCalls(parallel)).build())
                .path("tool_choice");
    }

    @Test
    void writesWhetherToolsMayBeCalled() throws IOException {
        assertThat(choice(new ToolChoice.Auto(), false))
                .isEqualTo(Bodies.json("{\"type\":\"auto\",\"disable_parallel_tool_use\":true}"));
        assertThat(choice(new ToolChoice.Required(), true))
                .isEqualTo(Bodies.json("{\"type\":\"any\",\"disable_parallel_tool_use\":false}"));
        assertThat(choice(new ToolChoice.Named("f"), null))
                .isEqualTo(Bodies.json("{\"type\":\"tool\",\"name\":\"f\"}"));
        assertThat(choice(new ToolChoice.None(), false)).isEqualTo(Bodies.json("{\"type\":\"none\"}"));
    }

    @ParameterizedTest
    @CsvSource({
        "HIGH, 0, 20480, enabled, 16384",
        "MEDIUM, 0, 12288, enabled, 8192",
        "HIGH, 6000, 6000, enabled, 3000",
        "LOW, 1500, 1500, enabled, 1024",
        "NONE, 500, 500, disabled, 0"
    })
    void thinksWithinTheLimit(ReasoningEffort effort, int asked, int limit, String type, int budget)
            throws IOException {
        ChatParameters.Builder parameters = ChatParameters.builder().reasoningEffort(effort);
        JsonNode body = sent((asked == 0 ? parameters : parameters.maxTokens(asked)).build());

        assertThat(body.path("max_tokens").asInt()).isEqualTo(limit);
        assertThat(body.at("/thinking/type").asText()).isEqualTo(type);
        assertThat(body.at("/thinking/budget_tokens").asInt()).isEqualTo(budget);
    }

    @Test
    void letsTheModelDecideHowLongToThink() throws IOException {
        try (RawServer server = server(WHOLE)) {
            ChatRequest request = ChatRequest.of("Hi")
                    .with(ChatParameters.builder()
                            .reasoningEffort(ReasoningEffort.MINIMAL)
                            .responseFormat(new ResponseFormat.JsonSchema("s", Map.of("type", "object"), true))
                            .build());
            var unused = builder(server).adaptiveThinking().build().invoke(request);
            JsonNode body = Bodies.json(server.received().get(0).body());

            assertThat(body.path("thinking")).isEqualTo(Bodies.json("{\"type\":\"adaptive\"}"));
            assertThat(body.at("/output_config/effort").asText()).isEqualTo("low");
            assertThat(body.at("/output_config/format/type").asText()).isEqualTo("json_schema");
            assertThat(body.path("max_tokens").asInt()).isEqualTo(4096);
        }
    }

    @Test
    void marksWhatIsToBeCached() throws IOException {
        try (RawServer server = server(WHOLE)) {
            var unused = builder(server)
                    .cachePrompt()
                    .build()
                    .invoke(new ChatRequest(
                            List.of(Message.system("a"), Message.system("b"), Message.user("c")),
                            Bodies.asking(ChatFeature.TOOLS).parameters()));
            JsonNode body = Bodies.json(server.received().get(0).body());

            assertThat(body.at("/system/0").has("cache_control")).isFalse();
            assertThat(body.at("/system/1/cache_control/type").asText()).isEqualTo("ephemeral");
            assertThat(body.at("/tools/0/cache_control/type").asText()).isEqualTo("ephemeral");
        }
    }

    private static AiMessage thoughtful() throws IOException {
        String stream = RawServer.sseHead()
                + String.join(
                        "",
                        WIRE.stream(new Said(
                                List.of("先想", "一想"),
                                List.of("查"),
                                List.of(new ToolCall("c1", "f", "{\"city\":\"北京\"}")),
                                Said.USAGE)));
        try (RawServer server = RawServer.of(RawServer.sending(stream))) {
            return builder(server)
                    .build()
                    .invoke(ChatRequest.of("Hi"), piece -> {})
                    .message();
        }
    }

    private static final String THOUGHT = "{\"type\":\"thinking\",\"thinking\":\"先想一想\",\"signature\":\"c2lnbmVk\"},";
    private static final String USE =
            "{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"f\",\"input\":{\"city\":\"北京\"}}";

    private static JsonNode sentBack(AiMessage said) throws IOException {
        return sent(ChatRequest.of(Message.user("Hi"), said, new ToolMessage("c1", "晴")))
                .at("/messages/1/content");
    }

    @Test
    void givesSignedThoughtsBackAsTheyWere() throws IOException {
        assertThat(sentBack(thoughtful()))
                .isEqualTo(Bodies.json("[" + THOUGHT + "{\"type\":\"text\",\"text\":\"查\"}," + USE + "]"));
    }

    @Test
    void givesThoughtsBackBeforeWhatWasChangedSince() throws IOException {
        AiMessage said = thoughtful();
        AiMessage changed = new AiMessage("redacted", said.toolCalls(), said.reasoning(), said.extra());

        assertThat(sentBack(changed))
                .isEqualTo(Bodies.json("[" + THOUGHT + "{\"type\":\"text\",\"text\":\"redacted\"}," + USE + "]"));
    }

    @Test
    void keepsNothingOfAPlainAnswer() throws IOException {
        try (RawServer server = server(WHOLE)) {
            assertThat(builder(server)
                            .build()
                            .invoke(ChatRequest.of("Hi"))
                            .message()
                            .extra())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, STOP",
        "stop_sequence, STOP",
        "max_tokens, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "tool_use, TOOL_CALLS",
        "refusal, CONTENT_FILTER",
        "pause_turn, OTHER",
        "something_new, OTHER"
    })
    void saysWhyItStopped(String said, FinishReason reason) throws IOException {
        try (RawServer server = server(whole("", "\"stop_reason\":\"" + said + "\""))) {
            assertThat(builder(server).build().invoke(ChatRequest.of("Hi")).finishReason())
                    .isEqualTo(reason);
        }
    }

    @Test
    void countsCachedTokensAsRead() throws IOException {
        String usage = "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":2,\"cache_creation_input_tokens\":30,"
                + "\"cache_read_input_tokens\":400,\"output_tokens\":50,\"output_tokens_details\":"
                + "{\"thinking_tokens\":40}}";
        try (RawServer server = server(whole("", usage))) {
            assertThat(builder(server).build().invoke(ChatRequest.of("Hi")).usage())
                    .isEqualTo(new TokenUsage(432, 50, 400, 40));
        }
    }

    private static String event(String name, String more) {
        return ChatAnthropicConformanceTest.AnthropicWire.event(name, more);
    }

    private static ChatResponse streamed(List<Piece> pieces, String... events) throws IOException {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.sseHead() + String.join("", events)))) {
            return builder(server).build().invoke(ChatRequest.of("Hi"), pieces::add);
        }
    }

    private static final String START = event("message_start", ",\"message\":{\"model\":\"m\",\"content\":[]}");
    private static final String SEARCH =
            "{\"type\":\"server_tool_use\",\"id\":\"s1\",\"name\":\"web_search\",\"input\":{}}";

    @Test
    void keepsTheServersOwnToolsApartFromCalls() throws IOException {
        List<Piece> pieces = new ArrayList<>();
        ChatResponse response = streamed(
                pieces,
                START,
                event("content_block_start", ",\"index\":0,\"content_block\":" + SEARCH),
                event(
                        "content_block_delta",
                        ",\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"q\\\":1}\"}"),
                event("content_block_start", ",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
                event(
                        "content_block_delta",
                        ",\"index\":1,\"delta\":{\"type\":\"citations_delta\",\"citation\":{\"url\":\"u\"}}"),
                event("content_block_delta", ",\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"找到\"}"),
                event("something_new", ""),
                event("message_delta", ",\"delta\":{\"stop_reason\":\"end_turn\"}"),
                event("message_stop", ""));

        assertThat(pieces).containsExactly(new Piece.Text("找到"));
        assertThat(response.message().toolCalls()).isEmpty();
        assertThat(response.message().extra().get("anthropic.content"))
                .hasToString("[{type=server_tool_use, id=s1, name=web_search, input={q=1}},"
                        + " {type=text, text=找到, citations=[{url=u}]}]");
    }

    @Test
    void tellsACutCallFromOneWithoutArguments() throws IOException {
        String call = event(
                "content_block_start",
                ",\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"c\",\"name\":\"f\",\"input\":{}}");
        String none = streamed(
                        new ArrayList<>(),
                        START,
                        call,
                        event("message_delta", ",\"delta\":{\"stop_reason\":\"tool_use\"}"))
                .message()
                .toolCalls()
                .get(0)
                .arguments();
        String cut = streamed(
                        new ArrayList<>(),
                        START,
                        call,
                        event("message_delta", ",\"delta\":{\"stop_reason\":\"max_tokens\"}"))
                .message()
                .toolCalls()
                .get(0)
                .arguments();

        assertThat(none).isEqualTo("{}");
        assertThat(cut).isEmpty();
    }

    @Test
    void takesNoEventsOutOfOrder() {
        assertThatExceptionOfType(InvalidResponseException.class)
                .isThrownBy(() -> streamed(
                        new ArrayList<>(),
                        START,
                        event("content_block_delta", ",\"index\":3,\"delta\":{\"type\":\"text_delta\"}")))
                .withMessageContaining("never began");
        assertThatExceptionOfType(InvalidResponseException.class)
                .isThrownBy(() -> streamed(new ArrayList<>(), event("message_stop", "")))
                .withMessageContaining("without a message");
        assertThatExceptionOfType(StreamTruncatedException.class)
                .isThrownBy(() -> streamed(new ArrayList<>(), START, event("ping", "")));
    }

    @Test
    void mayTryAgainWhenOverloaded() throws IOException {
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.json(529, WIRE.error(529, "Overloaded"), "retry-after: 0")),
                RawServer.sending(RawServer.json(200, WHOLE)))) {
            assertThat(builder(server)
                            .retry(Retry.of(2).startingAt(Duration.ofMillis(1)))
                            .build()
                            .predict("Hi"))
                    .isEqualTo("ok");
            assertThat(server.received()).hasSize(2);
        }
        ModelException midway = catchThrowableOfType(
                ModelException.class, () -> streamed(new ArrayList<>(), START, WIRE.streamError("Overloaded")));
        assertThat(midway.retryable()).isTrue();
        assertThat(midway.code()).contains("overloaded_error");
    }

    @Test
    void saysThatAPromptIsTooLong() throws IOException {
        String error = "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                + "\"prompt is too long: 210000 tokens > 200000 maximum\"}}";
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(400, error)))) {
            assertThatExceptionOfType(ContextLengthExceededException.class)
                    .isThrownBy(() -> builder(server).build().predict("Hi"))
                    .withMessageContaining("210000");
        }
    }

    @Test
    void takesKeyAndAddressFromTheEnvironment(@TempDir Path folder) {
        Environment settings = Environment.of(
                Map.of("ANTHROPIC_API_KEY", WireFixture.KEY, "ANTHROPIC_BASE_URL", "https://box.example/"), folder);

        assertThat(ChatAnthropic.builder().environment(settings).model("m").build())
                .hasToString("ChatAnthropic[m at https://box.example/v1]");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> ChatAnthropic.builder()
                        .environment(Environment.of(Map.of(), folder))
                        .model("m")
                        .build())
                .withMessageContaining("ANTHROPIC_API_KEY");
    }

    @Test
    void resultsStandBeforeAllElseInTheirTurn() throws IOException {
        JsonNode body = sent(ChatRequest.of(
                Message.user("?"),
                new AiMessage("", List.of(new ToolCall("a", "look", "{}"), new ToolCall("b", "look", "{}")), ""),
                Message.user("quick!"),
                new ToolMessage("a", "一"),
                new ToolMessage("b", "二")));

        assertThat(body.at("/messages/2/content/0/tool_use_id").asText()).isEqualTo("a");
        assertThat(body.at("/messages/2/content/1/tool_use_id").asText()).isEqualTo("b");
        assertThat(body.at("/messages/2/content/2/text").asText()).isEqualTo("quick!");
    }

    @Test
    void aChangedCallIsSentAsItIsNow() throws IOException {
        Map<String, Object> kept = Map.of(
                "anthropic.content",
                List.of(
                        Map.of("type", "thinking", "thinking", "嗯", "signature", "S1"),
                        Map.of("type", "tool_use", "id", "a", "name", "look", "input", Map.of("at", 1))));
        AiMessage changed = new AiMessage("", List.of(new ToolCall("a", "look", "{\"at\": 9}")), "嗯", kept);

        JsonNode body = sent(ChatRequest.of(Message.user("?"), changed, new ToolMessage("a", "x")));

        assertThat(body.at("/messages/1/content/0/signature").asText()).isEqualTo("S1");
        assertThat(body.at("/messages/1/content/1/input/at").asInt()).isEqualTo(9);
    }
}
