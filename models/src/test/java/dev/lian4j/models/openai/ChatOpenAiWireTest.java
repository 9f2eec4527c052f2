package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.Piece;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.models.testing.Chunks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire, and what comes of what comes back. */
class ChatOpenAiWireTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ChatOpenAi.Builder model() {
        return ChatOpenAi.builder().apiKey("sk-test").baseUrl(server.url("/v1").toString());
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body)
                .build());
    }

    private void stream(String... events) {
        server.enqueue(new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .body(String.join("", events))
                .build());
    }

    private static JsonNode body(RecordedRequest request) throws Exception {
        return MAPPER.readTree(request.getBody().string(StandardCharsets.UTF_8));
    }

    private JsonNode sent(ChatOpenAi model, ChatRequest request) throws Exception {
        answer(Chunks.whole("ok"));
        model.invoke(request);
        return body(server.takeRequest());
    }

    @Test
    void asksAndAnswers() throws Exception {
        answer(Chunks.whole("低秩适应。"));

        ChatResponse response = model().build().invoke(ChatRequest.of("什么是LoRA？👋"));

        assertThat(response)
                .isEqualTo(new ChatResponse(AiMessage.of("低秩适应。"), FinishReason.STOP, new TokenUsage(3, 2), "m-1"));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer sk-test");
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        JsonNode body = body(request);
        assertThat(body)
                .isEqualTo(MAPPER.readTree(
                        "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"什么是LoRA？👋\"}]}"));
    }

    @Test
    void predictsInOneLine() {
        answer(Chunks.whole("Hello!"));

        assertThat(model().build().predict("Hi")).isEqualTo("Hello!");
    }

    @Test
    void sendsEveryParameter() throws Exception {
        ChatParameters parameters = ChatParameters.builder()
                .model("qwen-plus")
                .temperature(0.3)
                .topP(0.9)
                .maxTokens(77)
                .stop("\n\n", "结束")
                .seed(42)
                .responseFormat(new ResponseFormat.JsonObject())
                .extra("enable_thinking", false)
                .extra("options", Map.of("num_ctx", 4096))
                .build();

        JsonNode body = sent(model().parameters(parameters).build(), ChatRequest.of("Hi"));

        assertThat(body).isEqualTo(MAPPER.readTree("""
                                {"model":"qwen-plus","temperature":0.3,"top_p":0.9,"max_tokens":77,"stop":["\\n\\n","结束"],
                                 "seed":42,"messages":[{"role":"user","content":"Hi"}],
                                 "response_format":{"type":"json_object"},"enable_thinking":false,"options":{"num_ctx":4096}}
                                """));
    }

    @Test
    void letsTheRequestWinOverTheModel() throws Exception {
        ChatOpenAi model = model().parameters(
                        ChatParameters.builder().temperature(1).seed(7).build())
                .build();

        JsonNode body = sent(
                model,
                ChatRequest.of("Hi")
                        .with(ChatParameters.builder().temperature(0).build()));

        assertThat(body.path("temperature").asDouble()).isZero();
        assertThat(body.path("seed").asInt()).isEqualTo(7);
    }

    @Test
    void letsAnExtraFieldWin() throws Exception {
        ChatParameters parameters =
                ChatParameters.builder().maxTokens(5).extra("max_tokens", 9).build();

        assertThat(sent(model().parameters(parameters).build(), ChatRequest.of("Hi"))
                        .path("max_tokens")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void sendsASchemaAndTools() throws Exception {
        Map<String, Object> schema = Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string")));
        ChatParameters parameters = ChatParameters.builder()
                .responseFormat(new ResponseFormat.JsonSchema("weather", schema, true))
                .tools(List.of(new ToolSpec("get_weather", "天气", schema)))
                .build();

        JsonNode body = sent(model().parameters(parameters).build(), ChatRequest.of("Hi"));

        assertThat(body.path("response_format")).isEqualTo(MAPPER.readTree("""
                                {"type":"json_schema","json_schema":{"name":"weather","strict":true,
                                 "schema":{"type":"object","properties":{"city":{"type":"string"}}}}}
                                """));
        assertThat(body.path("tools")).isEqualTo(MAPPER.readTree("""
                                [{"type":"function","function":{"name":"get_weather","description":"天气",
                                  "parameters":{"type":"object","properties":{"city":{"type":"string"}}}}}]
                                """));
    }

    @Test
    void sendsAConversationWithImagesAndTools() throws Exception {
        ChatRequest request = ChatRequest.of(
                Message.system("Be brief."),
                UserMessage.of(
                        new Content.Text("这是什么？"),
                        new Content.Image(URI.create("https://example.com/a.png")),
                        Content.Image.of(new byte[] {1, 2, 3}, "image/png")),
                new AiMessage("", List.of(new ToolCall("c1", "look", "{\"n\":1}")), "thinking aloud"),
                new ToolMessage("c1", "一只猫"),
                Message.ai("A cat."),
                Message.user("Sure?"));

        assertThat(sent(model().build(), request).path("messages")).isEqualTo(MAPPER.readTree("""
                                [{"role":"system","content":"Be brief."},
                                 {"role":"user","content":[{"type":"text","text":"这是什么？"},
                                   {"type":"image_url","image_url":{"url":"https://example.com/a.png"}},
                                   {"type":"image_url","image_url":{"url":"data:image/png;base64,AQID"}}]},
                                 {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function",
                                   "function":{"name":"look","arguments":"{\\"n\\":1}"}}]},
                                 {"role":"tool","tool_call_id":"c1","content":"一只猫"},
                                 {"role":"assistant","content":"A cat."},
                                 {"role":"user","content":"Sure?"}]
                                """));
    }

    @Test
    void sendsHalfACharacterAsAQuestionMark() throws Exception {
        assertThat(sent(model().build(), ChatRequest.of("cut \uD83D"))
                        .path("messages")
                        .path(0)
                        .path("content")
                        .asText())
                .isEqualTo("cut ?");
    }

    @Test
    void speaksToAzure() throws Exception {
        answer(Chunks.whole("ok"));

        ChatOpenAi.builder()
                .baseUrl(server.url("/openai/deployments/gpt4/").toString())
                .header("api-key", "azure-key")
                .queryParam("api-version", "2024-10-21")
                .organization("org-1")
                .build()
                .predict("Hi");

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine())
                .isEqualTo("POST /openai/deployments/gpt4/chat/completions?api-version=2024-10-21 HTTP/1.1");
        assertThat(request.getHeaders().get("api-key")).isEqualTo("azure-key");
        assertThat(request.getHeaders().get("Authorization")).isNull();
        assertThat(request.getHeaders().get("OpenAI-Organization")).isEqualTo("org-1");
    }

    @Test
    void streamsWhatItWouldHaveAnswered() throws Exception {
        stream(
                Chunks.delta("{\"role\":\"assistant\",\"content\":\"\"}"),
                Chunks.delta("{\"reasoning_content\":\"想\"}"),
                Chunks.text("低秩"),
                Chunks.text(" 适应👋"),
                Chunks.finish("stop"),
                Chunks.usage(3, 2),
                Chunks.DONE);
        List<Piece> pieces = new ArrayList<>();

        ChatResponse response = model().build().invoke(ChatRequest.of("Hi"), pieces::add);

        assertThat(pieces).containsExactly(new Piece.Reasoning("想"), new Piece.Text("低秩"), new Piece.Text(" 适应👋"));
        assertThat(response)
                .isEqualTo(new ChatResponse(
                        new AiMessage("低秩 适应👋", List.of(), "想"), FinishReason.STOP, new TokenUsage(3, 2), "m-1"));
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("Accept")).isEqualTo("text/event-stream");
        JsonNode body = body(request);
        assertThat(body.path("stream").asBoolean()).isTrue();
        assertThat(body.path("stream_options").path("include_usage").asBoolean())
                .isTrue();
    }

    @Test
    void leavesOutTheUsageOfAStreamWhereNotWanted() throws Exception {
        stream(Chunks.text("a"), Chunks.finish("stop"), Chunks.DONE);

        model().streamUsage(false).build().invoke(ChatRequest.of("Hi"), piece -> {});

        assertThat(body(server.takeRequest()).has("stream_options")).isFalse();
    }

    @Test
    void takesAWholeReplyWhereAStreamWasAskedFor() {
        answer(Chunks.whole("all at once"));
        List<Piece> pieces = new ArrayList<>();

        ChatResponse response = model().build().invoke(ChatRequest.of("Hi"), pieces::add);

        assertThat(response.text()).isEqualTo("all at once");
        assertThat(Chunks.joined(pieces)).isEqualTo("all at once");
    }

    @Test
    void takesAStreamWhereAWholeReplyWasAskedFor() {
        stream(Chunks.text("bit by "), Chunks.text("bit"), Chunks.finish("stop"), Chunks.DONE);

        assertThat(model().build().predict("Hi")).isEqualTo("bit by bit");
    }

    @Test
    void takesAStreamWithoutAContentType() {
        server.enqueue(new MockResponse.Builder()
                .body(Chunks.text("plain") + Chunks.finish("stop") + Chunks.DONE)
                .build());

        assertThat(model().build().invoke(ChatRequest.of("Hi"), piece -> {}).text())
                .isEqualTo("plain");
    }

    @Test
    void readsContentInPartsAndRefusals() {
        answer(
                "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}}]}");
        answer("{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I won't\"},\"finish_reason\":\"stop\"}]}");

        assertThat(model().build().predict("Hi")).isEqualTo("ab");
        ChatResponse refusal = model().build().invoke(ChatRequest.of("Hi"));
        assertThat(refusal.text()).isEqualTo("I won't");
        assertThat(refusal.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void keepsTheConnectionForTheNextCall() throws Exception {
        ChatOpenAi model = model().build();
        for (int i = 0; i < 3; i++) {
            stream(Chunks.text("a"), Chunks.finish("stop"), Chunks.DONE);
            model.invoke(ChatRequest.of("Hi"), piece -> {});
            answer(Chunks.whole("b"));
            model.predict("Hi");
        }

        assertThat(server.takeRequest().getConnectionIndex()).isZero();
        for (int i = 1; i < 6; i++) {
            RecordedRequest next = server.takeRequest();
            assertThat(next.getConnectionIndex()).isZero();
            assertThat(next.getExchangeIndex()).isEqualTo(i);
        }
    }
}
