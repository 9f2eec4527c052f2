package dev.lian4j.models.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.RateLimitedException;
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

/** What goes to Gemini, and what comes back, in detail. */
@Timeout(60)
class ChatGeminiWireTest {

    private static final String WHOLE = new ChatGeminiConformanceTest.GeminiWire().whole(Said.texts("ok"));

    private static RawServer server(String body) throws IOException {
        return RawServer.of(RawServer.sending(RawServer.json(200, body)));
    }

    private static ChatGemini.Builder builder(RawServer server) {
        return ChatGemini.builder()
                .model("gemini-2.5-flash")
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

    private static ChatResponse read(String body) throws IOException {
        try (RawServer server = server(body)) {
            return builder(server).build().invoke(ChatRequest.of("Hi"));
        }
    }

    private static ModelException refused(int status, String error) throws IOException {
        try (RawServer server =
                RawServer.of(RawServer.sending(RawServer.json(status, "{\"error\":{" + error + "}}")))) {
            return catchThrowableOfType(
                    ModelException.class, () -> builder(server).build().invoke(ChatRequest.of("Hi")));
        }
    }

    private static String candidate(int index, String parts, String finish) {
        return "{\"index\":" + index + ",\"content\":{\"role\":\"model\",\"parts\":[" + parts + "]},\"finishReason\":\""
                + finish + "\"}";
    }

    @Test
    void writesParametersByTheirNames() throws IOException {
        assertThat(sent(ChatParameters.builder()
                        .temperature(0.1)
                        .topP(0.9)
                        .topK(5)
                        .maxTokens(50)
                        .stop("完")
                        .seed(7)
                        .frequencyPenalty(0.5)
                        .presencePenalty(0.25)
                        .n(1)
                        .topLogprobs(3)
                        .responseFormat(new ResponseFormat.JsonSchema("s", Map.of("type", "object"), true))
                        .reasoningEffort(ReasoningEffort.MEDIUM)
                        .extra("generationConfig", Map.of("mediaResolution", "MEDIA_RESOLUTION_LOW", "topK", 6))
                        .extra("cachedContent", "cachedContents/1")
                        .build()))
                .isEqualTo(Bodies.json("{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}],"
                        + "\"generationConfig\":{\"temperature\":0.1,\"topP\":0.9,\"topK\":6,\"maxOutputTokens\":50,"
                        + "\"stopSequences\":[\"完\"],\"seed\":7,\"frequencyPenalty\":0.5,\"presencePenalty\":0.25,"
                        + "\"candidateCount\":1,\"responseLogprobs\":true,\"logprobs\":3,"
                        + "\"responseMimeType\":\"application/json\",\"responseJsonSchema\":{\"type\":\"object\"},"
                        + "\"thinkingConfig\":{\"thinkingBudget\":8192,\"includeThoughts\":true},"
                        + "\"mediaResolution\":\"MEDIA_RESOLUTION_LOW\"},\"cachedContent\":\"cachedContents/1\"}"));
    }

    @Test
    void sendsTheKeyInAHeaderNotInTheAddress() throws IOException {
        try (RawServer server = server(WHOLE)) {
            var whole = builder(server).build().predict("Hi");
            var streamed = builder(server).model("tunedModels/mine").build().invoke(ChatRequest.of("Hi"), piece -> {});

            assertThat(server.received().get(0).line())
                    .isEqualTo("POST /v1/models/gemini-2.5-flash:generateContent HTTP/1.1");
            assertThat(server.received().get(1).line())
                    .isEqualTo("POST /v1/tunedModels/mine:streamGenerateContent?alt=sse HTTP/1.1");
            assertThat(server.received().get(0).headers())
                    .containsEntry("x-goog-api-key", WireFixture.KEY)
                    .doesNotContainKey("authorization");
            assertThat(whole).isEqualTo(streamed.text());
        }
    }

    @Test
    void writesAConversationAsContents() throws IOException {
        JsonNode body = sent(new ChatRequest(
                List.of(
                        Message.system("你是助手"),
                        UserMessage.of(
                                new Content.Text("看"),
                                Content.Image.of(new byte[] {1, 2, 3}, "image/png"),
                                new Content.Image(URI.create("https://x/a.png"))),
                        new AiMessage(
                                "查",
                                List.of(
                                        new ToolCall("c1", "f", "{\"a\":1}"),
                                        new ToolCall(CallIds.orNew(""), "g", "{broken")),
                                "hm"),
                        new ToolMessage("c1", "晴"),
                        Message.user("谢谢")),
                Bodies.asking(ChatFeature.TOOLS).parameters()));

        assertThat(body.path("systemInstruction")).isEqualTo(Bodies.json("{\"parts\":[{\"text\":\"你是助手\"}]}"));
        assertThat(body.path("contents"))
                .isEqualTo(Bodies.json("[{\"role\":\"user\",\"parts\":[{\"text\":\"看\"},"
                        + "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}},"
                        + "{\"fileData\":{\"mimeType\":\"image/png\",\"fileUri\":\"https://x/a.png\"}}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"查\"},"
                        + "{\"functionCall\":{\"id\":\"c1\",\"name\":\"f\",\"args\":{\"a\":1}}},"
                        + "{\"functionCall\":{\"name\":\"g\",\"args\":{}}}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"id\":\"c1\",\"name\":\"f\","
                        + "\"response\":{\"output\":\"晴\"}}},{\"text\":\"谢谢\"}]}]"));
        assertThat(body.at("/tools/0/functionDeclarations/0/name").asText()).isEqualTo("get_weather");
        assertThat(body.at("/tools/0/functionDeclarations/0/parametersJsonSchema/type")
                        .asText())
                .isEqualTo("object");
    }

    @Test
    void refusesWhatItCannotSend() throws IOException {
        try (RawServer server = server(WHOLE)) {
            ChatGemini model = builder(server).build();
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.invoke(ChatRequest.of(Message.system("only"))))
                    .withMessageContaining("not of the system");
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.invoke(ChatRequest.of(new ToolMessage("lost", "1"))))
                    .withMessageContaining("'lost'");
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.invoke(ChatRequest.of(
                            UserMessage.of(new Content.Image(URI.create("data:image/svg+xml,%3Csvg/%3E"))))))
                    .withMessageContaining("Base64");
            assertThat(server.received()).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatGemini.builder().apiKey("k").build())
                .withMessageContaining("Name a model");
    }

    private static JsonNode choice(ToolChoice choice) throws IOException {
        return sent(Bodies.asking(ChatFeature.TOOLS).parameters().toBuilder()
                        .toolChoice(choice)
                        .build())
                .at("/toolConfig/functionCallingConfig");
    }

    @Test
    void writesWhetherToolsMayBeCalled() throws IOException {
        assertThat(choice(new ToolChoice.Auto())).isEqualTo(Bodies.json("{\"mode\":\"AUTO\"}"));
        assertThat(choice(new ToolChoice.None())).isEqualTo(Bodies.json("{\"mode\":\"NONE\"}"));
        assertThat(choice(new ToolChoice.Required())).isEqualTo(Bodies.json("{\"mode\":\"ANY\"}"));
        assertThat(choice(new ToolChoice.Named("f")))
                .isEqualTo(Bodies.json("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"f\"]}"));
    }

    @Test
    void writesHowLongToThinkByNumberOrLevel() throws IOException {
        ChatParameters none = ChatParameters.builder()
                .reasoningEffort(ReasoningEffort.NONE)
                .responseFormat(new ResponseFormat.JsonObject())
                .build();
        JsonNode config = sent(none).path("generationConfig");
        assertThat(config.path("thinkingConfig"))
                .isEqualTo(Bodies.json("{\"thinkingBudget\":0,\"includeThoughts\":false}"));
        assertThat(config.has("responseJsonSchema")).isFalse();
        try (RawServer server = server(WHOLE)) {
            var unused = builder(server).thinkingLevels().build().invoke(Bodies.asking(ChatFeature.REASONING_EFFORT));
            assertThat(Bodies.json(server.received().get(0).body()).at("/generationConfig/thinkingConfig"))
                    .isEqualTo(Bodies.json("{\"thinkingLevel\":\"high\",\"includeThoughts\":true}"));
        }
    }

    private static final String SIGNED_CALL =
            "{\"functionCall\":{\"name\":\"f\",\"args\":{\"city\":\"北京\"}},\"thoughtSignature\":\"c2lnbmVk\"}";

    private static AiMessage thoughtful() throws IOException {
        String stream = RawServer.sseHead()
                + "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"想\",\"thought\":true},{\"text\":\"先\"}]}}]}\n\n"
                + "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"查\"}]}}]}\n\n"
                + "data: {\"candidates\":[" + candidate(0, SIGNED_CALL, "STOP") + "]}\n\n";
        try (RawServer server = RawServer.of(RawServer.sending(stream))) {
            return builder(server)
                    .build()
                    .invoke(ChatRequest.of("Hi"), piece -> {})
                    .message();
        }
    }

    private static JsonNode sentBack(AiMessage said) throws IOException {
        ToolMessage result = new ToolMessage(said.toolCalls().get(0).id(), "down", true);
        return sent(ChatRequest.of(Message.user("Hi"), said, result)).path("contents");
    }

    @Test
    void givesSignaturesBackWhereTheyWere() throws IOException {
        JsonNode contents = sentBack(thoughtful());

        assertThat(contents.at("/1/parts")).isEqualTo(Bodies.json("[{\"text\":\"先查\"}," + SIGNED_CALL + "]"));
        // The model gave no id: the result goes by the tool's name.
        assertThat(contents.at("/2/parts/0/functionResponse"))
                .isEqualTo(Bodies.json("{\"name\":\"f\",\"response\":{\"error\":\"down\"}}"));
    }

    @Test
    void givesSignaturesBackWithWhatWasChangedSince() throws IOException {
        AiMessage said = thoughtful();
        JsonNode contents = sentBack(new AiMessage("redacted", said.toolCalls(), "", said.extra()));

        assertThat(contents.at("/1/parts")).isEqualTo(Bodies.json("[{\"text\":\"redacted\"}," + SIGNED_CALL + "]"));
    }

    @Test
    void keepsIdsThatTheModelGave() throws IOException {
        ChatResponse response = read("{\"candidates\":["
                + candidate(0, "{\"functionCall\":{\"id\":\"m-7\",\"name\":\"f\"}}", "STOP") + "]}");

        assertThat(response.message().toolCalls()).containsExactly(new ToolCall("m-7", "f", "{}"));
        assertThat(response.message().extra()).isEmpty();
        assertThat(sentBack(response.message())
                        .at("/2/parts/0/functionResponse/id")
                        .asText())
                .isEqualTo("m-7");
    }

    @ParameterizedTest
    @CsvSource({
        "STOP, STOP",
        "MAX_TOKENS, LENGTH",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "PROHIBITED_CONTENT, CONTENT_FILTER",
        "MALFORMED_FUNCTION_CALL, OTHER",
        "SOMETHING_NEW, OTHER"
    })
    void saysWhyItStopped(String said, FinishReason reason) throws IOException {
        assertThat(read("{\"candidates\":[{\"finishReason\":\"" + said + "\"}]}")
                        .finishReason())
                .isEqualTo(reason);
    }

    @Test
    void readsSeveralAnswersTheirLikelihoodsAndAllFigures() throws IOException {
        String logprobs = ",\"logprobsResult\":{\"topCandidates\":[{\"candidates\":[{\"token\":\"红\","
                + "\"logProbability\":-0.5},{\"token\":\"蓝\",\"logProbability\":-2}]}],"
                + "\"chosenCandidates\":[{\"token\":\"红\",\"logProbability\":-0.5}]}}";
        String first = candidate(0, "{\"text\":\"红\"}", "STOP");
        ChatResponse response = read("{\"candidates\":[" + first.substring(0, first.length() - 1) + logprobs + ","
                + candidate(1, "{\"text\":\"蓝\"}", "STOP") + "],\"modelVersion\":\"v\",\"usageMetadata\":"
                + "{\"promptTokenCount\":100,\"cachedContentTokenCount\":60,\"toolUsePromptTokenCount\":5,"
                + "\"candidatesTokenCount\":7,\"thoughtsTokenCount\":20,\"totalTokenCount\":132}}");

        assertThat(response.text()).isEqualTo("红");
        assertThat(response.alternatives()).extracting(ChatResponse::text).containsExactly("蓝");
        assertThat(response.usage()).isEqualTo(new TokenUsage(105, 27, 60, 20));
        assertThat(response.model()).isEqualTo("v");
        assertThat(response.logprobs().get(0).logprob()).isEqualTo(-0.5);
        assertThat(response.logprobs().get(0).top().get(1).token()).isEqualTo("蓝");
    }

    @Test
    void waitsForAllAnswersOfAStream() throws IOException {
        String one = "data: {\"candidates\":[" + candidate(0, "{\"text\":\"红\"}", "STOP") + "]}\n\n";
        String two = "data: {\"candidates\":[" + candidate(1, "{\"text\":\"蓝\"}", "STOP") + "]}\n\n";
        ChatRequest twice =
                ChatRequest.of("Hi").with(ChatParameters.builder().n(2).build());
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.sseHead() + one + two), RawServer.sending(RawServer.sseHead() + one))) {
            ChatGemini model = builder(server).build();
            List<Piece> pieces = new ArrayList<>();

            assertThat(model.invoke(twice, pieces::add).alternatives()).hasSize(1);
            assertThat(pieces).containsExactly(new Piece.Text("红"));
            assertThatExceptionOfType(StreamTruncatedException.class)
                    .isThrownBy(() -> model.invoke(twice, piece -> {}))
                    .satisfies(e -> assertThat(e.partialText()).isEqualTo("红"));
        }
    }

    @Test
    void saysThatThePromptWasBlocked() {
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> read("{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}"))
                .withMessageContaining("PROHIBITED_CONTENT")
                .withMessageContaining("safetySettings")
                .satisfies(e -> assertThat(e.code()).contains("PROHIBITED_CONTENT"))
                .matches(e -> !e.retryable());
    }

    @Test
    void readsGooglesErrors() throws IOException {
        ModelException key = refused(
                400,
                "\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\",\"details\":[{"
                        + "\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"reason\":\"API_KEY_INVALID\"}]");
        ModelException rate = refused(
                429,
                "\"code\":429,\"message\":\"Quota\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":[{"
                        + "\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"37.5s\"}]");
        ModelException tooLong = refused(
                400,
                "\"code\":400,\"status\":\"INVALID_ARGUMENT\",\"message\":\"The input token count (1200000) exceeds the"
                        + " maximum number of tokens allowed (1048576).\"");

        assertThat(key).isInstanceOf(AuthenticationException.class);
        assertThat(key.code()).contains("API_KEY_INVALID");
        assertThat(rate).isInstanceOf(RateLimitedException.class);
        assertThat(rate.code()).contains("RESOURCE_EXHAUSTED");
        assertThat(rate.retryAfter()).contains(Duration.ofMillis(37_500));
        assertThat(tooLong).isInstanceOf(ContextLengthExceededException.class);
    }

    @Test
    void readsAnErrorInAList() throws IOException {
        String body =
                "[{\"error\":{\"code\":503,\"message\":\"The model is overloaded.\",\"status\":\"UNAVAILABLE\"}}]";
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(503, body)))) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> builder(server).build().invoke(ChatRequest.of("Hi"), piece -> {}))
                    .withMessageContaining("overloaded")
                    .satisfies(e -> assertThat(e.code()).contains("UNAVAILABLE"));
        }
    }

    @Test
    void judgesAnErrorWithinAStreamByItsStatus() throws IOException {
        String stream = RawServer.sseHead() + "data: {\"error\":{\"code\":429,\"message\":\"slowly\","
                + "\"status\":\"RESOURCE_EXHAUSTED\"}}\n\n";
        try (RawServer server = RawServer.of(RawServer.sending(stream))) {
            assertThatExceptionOfType(RateLimitedException.class)
                    .isThrownBy(() -> builder(server).build().invoke(ChatRequest.of("Hi"), piece -> {}))
                    .matches(ModelException::retryable);
        }
    }

    @ParameterizedTest
    @CsvSource({"https://box.example/, https://box.example/v1beta", "https://box.example/v1, https://box.example/v1"})
    void takesKeyAndAddressFromTheEnvironment(String address, String place, @TempDir Path folder) {
        Environment settings =
                Environment.of(Map.of("GOOGLE_API_KEY", WireFixture.KEY, "GOOGLE_GEMINI_BASE_URL", address), folder);

        assertThat(ChatGemini.builder().environment(settings).model("m").build())
                .hasToString("ChatGemini[m at " + place + "]");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> ChatGemini.builder()
                        .environment(Environment.of(Map.of(), folder))
                        .model("m")
                        .build())
                .withMessageContaining("GEMINI_API_KEY or GOOGLE_API_KEY");
    }

    private static AiMessage calling(Map<String, Object> extra, String first, String second) {
        return new AiMessage(
                "",
                List.of(new ToolCall("call_lian_1", "look", first), new ToolCall("call_lian_2", "look", second)),
                "",
                extra);
    }

    @Test
    void resultsStandInTheOrderOfTheirCalls() throws IOException {
        JsonNode body = sent(ChatRequest.of(
                Message.user("两处?"),
                calling(Map.of(), "{\"at\":1}", "{\"at\":2}"),
                new ToolMessage("call_lian_2", "二"),
                new ToolMessage("call_lian_1", "一")));

        assertThat(body.at("/contents/2/parts/0/functionResponse/response/output")
                        .asText())
                .isEqualTo("一");
        assertThat(body.at("/contents/2/parts/1/functionResponse/response/output")
                        .asText())
                .isEqualTo("二");
    }

    @Test
    void aChangedCallIsSentAsItIsNowWithTheSignatureOfItsPlace() throws IOException {
        Map<String, Object> kept = Map.of(
                "gemini.parts",
                List.of(
                        Map.of(
                                "functionCall",
                                Map.of("name", "look", "args", Map.of("at", 1)),
                                "thoughtSignature",
                                "S1"),
                        Map.of("functionCall", Map.of("name", "look", "args", Map.of("at", 2)))));

        JsonNode same = sent(ChatRequest.of(Message.user("?"), calling(kept, "{\"at\": 1}", "{\"at\": 2}")));
        assertThat(same.at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("S1");

        JsonNode changed = sent(ChatRequest.of(Message.user("?"), calling(kept, "{\"at\": 1}", "{\"at\": 9}")));
        assertThat(changed.at("/contents/1/parts/1/functionCall/args/at").asInt())
                .isEqualTo(9);
        assertThat(changed.at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("S1");
        assertThat(changed.at("/contents/1/parts/1").has("thoughtSignature")).isFalse();
    }

    @Test
    void argumentsKeepTheirDigits() throws IOException {
        ChatResponse response = read("{\"candidates\":["
                + candidate(
                        0,
                        "{\"functionCall\":{\"name\":\"pay\",\"args\":{\"sum\":1.10,\"big\":123456789.123456789123456789}}}",
                        "STOP")
                + "]}");

        assertThat(response.message().toolCalls().get(0).arguments())
                .isEqualTo("{\"sum\":1.10,\"big\":123456789.123456789123456789}");
    }

    @Test
    void whatWasAskedDoesNotComeBackInAnError() throws IOException {
        assertThat(refused(400, "\"code\":400,\"message\":\"cannot read: my secret diary\""))
                .hasMessageContaining("400");
        try (RawServer server = RawServer.of(RawServer.sending(
                RawServer.json(400, "{\"error\":{\"message\":\"cannot read 'my secret diary'\"}}")))) {
            assertThat(catchThrowableOfType(
                            ModelException.class,
                            () -> builder(server).build().invoke(ChatRequest.of("my secret diary"))))
                    .hasMessageNotContaining("secret diary");
        }
    }
}
