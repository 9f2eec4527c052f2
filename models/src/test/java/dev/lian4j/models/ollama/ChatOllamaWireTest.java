package dev.lian4j.models.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ReasoningEffort;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.models.conformance.Bodies;
import dev.lian4j.models.env.Environment;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes to Ollama, and what comes back, in detail. */
@Timeout(60)
class ChatOllamaWireTest {

    private static final String WHOLE =
            "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"ok\"},\"done\":true}";

    private static RawServer server(String body) throws IOException {
        return RawServer.of(RawServer.sending(RawServer.json(200, body)));
    }

    private static ChatOllama.Builder builder(RawServer server) {
        return ChatOllama.builder().model("m").baseUrl(server.url()).retry(Retry.of(1));
    }

    private static String body(RawServer server, int number) {
        return server.received().get(number).body();
    }

    @Test
    void writesParametersAsOptions() throws IOException {
        try (RawServer server = server(WHOLE)) {
            ChatOllama model = builder(server)
                    .numCtx(8192)
                    .option("min_p", 0.1)
                    .keepAlive(Duration.ofMinutes(5))
                    .parameters(ChatParameters.builder().temperature(0.1).build())
                    .build();
            model.invoke(ChatRequest.of("你好")
                    .with(ChatParameters.builder()
                            .maxTokens(50)
                            .topK(5)
                            .reasoningEffort(ReasoningEffort.NONE)
                            .extra("options", Map.of("num_gpu", 1, "min_p", 0.2))
                            .extra("truncate", false)
                            .build()));

            assertThat(server.received().get(0).line()).startsWith("POST /v1/api/chat ");
            assertThat(Bodies.json(body(server, 0)))
                    .isEqualTo(Bodies.json("{\"model\":\"m\",\"stream\":false,\"options\":{\"temperature\":0.1,"
                            + "\"top_k\":5,\"num_predict\":50,\"num_ctx\":8192,\"min_p\":0.2,\"num_gpu\":1},"
                            + "\"think\":false,\"keep_alive\":300,\"truncate\":false,"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\"你好\"}]}"));
        }
    }

    @Test
    void writesSchemasThoughtsAndKeepingForever() throws IOException {
        try (RawServer server = server(WHOLE)) {
            ChatOllama model = builder(server).keepAlive(Duration.ofSeconds(-1)).build();
            model.invoke(ChatRequest.of("Hi")
                    .with(ChatParameters.builder()
                            .responseFormat(new ResponseFormat.JsonSchema("s", Map.of("type", "object"), true))
                            .reasoningEffort(ReasoningEffort.MINIMAL)
                            .build()));

            assertThat(Bodies.json(body(server, 0)).path("format")).isEqualTo(Bodies.json("{\"type\":\"object\"}"));
            assertThat(Bodies.json(body(server, 0)).path("think").asText()).isEqualTo("low");
            assertThat(Bodies.json(body(server, 0)).path("keep_alive").asInt()).isEqualTo(-1);
        }
    }

    @Test
    void writesAConversationWithToolsAndImages() throws IOException {
        try (RawServer server = server(WHOLE)) {
            builder(server)
                    .build()
                    .invoke(new ChatRequest(
                            List.of(
                                    UserMessage.of(
                                            new Content.Text("看"), Content.Image.of(new byte[] {1, 2, 3}, "image/png")),
                                    new AiMessage(
                                            "",
                                            List.of(
                                                    new ToolCall("c1", "f", "{\"a\":1}"),
                                                    new ToolCall("c2", "g", "{broken")),
                                            "hm"),
                                    new ToolMessage("c1", "1"),
                                    new ToolMessage("c2", "2")),
                            Bodies.asking(ChatFeature.TOOLS).parameters()));

            assertThat(Bodies.json(body(server, 0)).path("messages"))
                    .isEqualTo(Bodies.json("[{\"role\":\"user\",\"content\":\"看\",\"images\":[\"AQID\"]},"
                            + "{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"hm\",\"tool_calls\":["
                            + "{\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}},"
                            + "{\"id\":\"c2\",\"function\":{\"name\":\"g\",\"arguments\":{}}}]},"
                            + "{\"role\":\"tool\",\"content\":\"1\",\"tool_call_id\":\"c1\",\"tool_name\":\"f\"},"
                            + "{\"role\":\"tool\",\"content\":\"2\",\"tool_call_id\":\"c2\",\"tool_name\":\"g\"}]"));
            assertThat(Bodies.json(body(server, 0)).at("/tools/0/function/name").asText())
                    .isEqualTo("get_weather");
        }
    }

    @Test
    void takesNoImageByAddress() throws IOException {
        try (RawServer server = server(WHOLE)) {
            ChatRequest request = ChatRequest.of(UserMessage.of(new Content.Image(URI.create("https://x/a.png"))));
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> builder(server).build().invoke(request))
                    .withMessageContaining("as bytes");
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void sendsNoEmptyMessageWhereImagesAreDropped() throws IOException {
        try (RawServer server = server("{\"response\":\"ok\",\"done\":true}")) {
            OllamaLlm model = OllamaLlm.builder()
                    .model("m")
                    .baseUrl(server.url())
                    .dropUnsupported()
                    .build();
            ChatRequest lone = ChatRequest.of(UserMessage.of(Content.Image.of(new byte[] {1}, "image/png")));
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.invoke(lone))
                    .withMessageContaining("empty");
            assertThat(model.invoke(Bodies.asking(ChatFeature.IMAGES)).text()).isEqualTo("ok");
            assertThat(Bodies.json(body(server, 0)).path("prompt").asText()).isEqualTo("Hi");
        }
    }

    @Test
    void readsLikelihoodsAndAnOldServersEnd() throws IOException {
        try (RawServer server = server("{\"message\":{\"content\":\"红\"},\"done\":true,\"logprobs\":[{\"token\":\"红\","
                + "\"logprob\":-0.5,\"top_logprobs\":[{\"token\":\"蓝\",\"logprob\":-2}]}]}")) {
            var response = builder(server).build().invoke(Bodies.asking(ChatFeature.LOGPROBS));

            assertThat(response.logprobs().get(0).token()).isEqualTo("红");
            assertThat(response.logprobs().get(0).top().get(0).logprob()).isEqualTo(-2);
            assertThat(response.finishReason().name()).isEqualTo("STOP");
            assertThat(Bodies.json(body(server, 0)).path("top_logprobs").asInt())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:11434",
        "box:8080, http://box:8080",
        "0.0.0.0:11434, http://127.0.0.1:11434",
        "http://box/, http://box:11434",
        "https://ollama.com, https://ollama.com",
        "[::1], http://[::1]:11434"
    })
    void readsTheHostAsOllamaDoes(String host, String place, @TempDir Path folder) {
        Environment settings = Environment.of(Map.of("OLLAMA_HOST", host), folder);

        assertThat(ChatOllama.builder().environment(settings).model("m").build())
                .hasToString("ChatOllama[m at " + place + "]");
        assertThat(OllamaEmbeddings.builder().environment(settings).model("m").build())
                .hasToString("OllamaEmbeddings[m at " + place + "]");
    }

    @Test
    void wantsAModel() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatOllama.builder().build())
                .withMessageContaining("ollama list");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OllamaEmbeddings.builder().build())
                .withMessageContaining("ollama list");
    }

    @Test
    void embedsInBatchesAndChecksTheVectors() throws IOException {
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.json(200, "{\"embeddings\":[[1,2],[3,4]]}")),
                RawServer.sending(RawServer.json(200, "{\"embeddings\":[[5,6]]}")),
                RawServer.sending(RawServer.json(200, "{\"embeddings\":[[5,6],[7]]}")),
                RawServer.sending(RawServer.json(200, "{\"embeddings\":[[5,null]]}")))) {
            OllamaEmbeddings model = OllamaEmbeddings.builder()
                    .model("m")
                    .baseUrl(server.url())
                    .batchSize(2)
                    .dimensions(2)
                    .build();

            assertThat(model.embedDocuments(List.of("a", "b", "c")))
                    .containsExactly(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model.embedDocuments(List.of("a", "b")));
            assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> model.embedQuery("a"));
            assertThat(Bodies.json(body(server, 1)))
                    .isEqualTo(Bodies.json("{\"model\":\"m\",\"truncate\":false,\"input\":[\"c\"],\"dimensions\":2}"));
        }
    }

    @Test
    void keepsTheConversationInOrder() throws IOException {
        try (RawServer server = server(WHOLE)) {
            builder(server).build().invoke(ChatRequest.of(Message.system("s"), Message.user("u"), AiMessage.of("a")));

            assertThat(Bodies.json(body(server, 0)).path("messages").findValuesAsText("role"))
                    .containsExactly("system", "user", "assistant");
        }
    }
}
