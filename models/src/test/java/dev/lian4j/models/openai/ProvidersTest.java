package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.ReasoningEffort;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.models.conformance.Bodies;
import dev.lian4j.models.env.Environment;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The providers that differ in one line of the user's, and in details on the wire. */
@Timeout(60)
class ProvidersTest {

    private static final String KEY = "sk-0123456789";

    @TempDir
    Path folder;

    private static RawServer server() throws IOException {
        return RawServer.of(RawServer.sending(RawServer.json(200, Chunks.whole("ok"))));
    }

    private static JsonNode body(RawServer server, int number) {
        return Bodies.json(server.received().get(number).body());
    }

    private ChatOpenAi.Builder builder(Provider provider, RawServer server) {
        return ChatOpenAi.builder(provider)
                .environment(Environment.of(Map.of(), folder))
                .baseUrl(server.url())
                .apiKey(KEY)
                .model("m-1");
    }

    private JsonNode asked(Provider provider, ChatRequest request) throws IOException {
        try (RawServer server = server()) {
            builder(provider, server).build().invoke(request);
            return body(server, 0);
        }
    }

    private static ChatRequest with(ChatParameters.Builder parameters) {
        return ChatRequest.of("Hi").with(parameters.build());
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, OPENAI_BASE_URL, OPENAI_API_KEY",
        "DEEPSEEK, DEEPSEEK_BASE_URL, DEEPSEEK_API_KEY",
        "DASHSCOPE, DASHSCOPE_BASE_URL, DASHSCOPE_API_KEY",
        "MOONSHOT, MOONSHOT_BASE_URL, MOONSHOT_API_KEY",
        "ZHIPU, ZHIPUAI_BASE_URL, ZHIPUAI_API_KEY",
        "MISTRAL, MISTRAL_BASE_URL, MISTRAL_API_KEY",
        "GROQ, GROQ_BASE_URL, GROQ_API_KEY",
        "OPENROUTER, OPENROUTER_BASE_URL, OPENROUTER_API_KEY",
        "VLLM, VLLM_BASE_URL, VLLM_API_KEY",
        "OLLAMA, OLLAMA_BASE_URL, OLLAMA_API_KEY",
        "LLAMA_SERVER, LLAMA_BASE_URL, LLAMA_API_KEY"
    })
    void findsItsAddressAndKey(Provider provider, String urlVariable, String keyVariable) throws IOException {
        try (RawServer server = server()) {
            Map<String, String> variables = Map.of(urlVariable, server.url(), keyVariable, KEY);
            ChatOpenAi.builder(provider)
                    .environment(Environment.of(variables, folder))
                    .model("m-1")
                    .build()
                    .predict("Hi");

            assertThat(server.received().get(0).line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
            assertThat(server.received().get(0).headers()).containsEntry("authorization", "Bearer " + KEY);
            assertThat(body(server, 0).path("model").asText()).isEqualTo("m-1");
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void wantsAKeyAtHomeOnly(Provider provider) throws IOException {
        Environment none = Environment.of(Map.of("AZURE_OPENAI_ENDPOINT", "https://me.openai.azure.com"), folder);
        ChatOpenAi.Builder builder =
                ChatOpenAi.builder(provider).environment(none).model("m-1");
        if (provider.baseUrl().startsWith("https:")) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(builder::build)
                    .withMessageContaining("_API_KEY");
        } else {
            assertThat(builder.build()).asString().contains("localhost");
        }
        try (RawServer server = server()) {
            assertThat(builder.baseUrl(server.url()).build().predict("Hi")).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void sendsEachFeatureOrSaysThatItCannot(Provider provider) throws IOException {
        try (RawServer server = server()) {
            ChatOpenAi model = builder(provider, server).build();
            for (ChatFeature feature : ChatFeature.values()) {
                ChatRequest asked = feature == ChatFeature.TOOL_CHOICE
                        ? with(Bodies.asking(feature).parameters().toBuilder().toolChoice(new ToolChoice.Auto()))
                        : Bodies.asking(feature);
                int before = server.received().size();
                if (model.features().contains(feature)) {
                    model.invoke(Bodies.without(feature));
                    model.invoke(asked);

                    assertThat(body(server, before + 1)).as("%s", feature).isNotEqualTo(body(server, before));
                } else {
                    assertThatExceptionOfType(ModelException.class)
                            .isThrownBy(() -> model.invoke(asked))
                            .withMessageContaining(feature.name().toLowerCase(Locale.ROOT))
                            .withMessageContaining("dropUnsupported");
                    assertThat(server.received()).hasSize(before);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void leavesOutWhatItLacksWhereThatIsAllowed(Provider provider) throws IOException {
        try (RawServer server = server()) {
            ChatOpenAi model = builder(provider, server).dropUnsupported().build();
            Set<ChatFeature> lacking = EnumSet.complementOf(EnumSet.copyOf(model.features()));
            for (ChatFeature feature : lacking) {
                int before = server.received().size();
                model.invoke(Bodies.without(feature));
                model.invoke(Bodies.asking(feature));

                // Without an image, a message of a text and an image is a lone text.
                assertThat(body(server, before + 1)).as("%s", feature).isEqualTo(body(server, before));
            }
        }
    }

    @Test
    void asksForOneAnswerWhereThatIsAllThereIs() throws IOException {
        assertThat(asked(Provider.GROQ, with(ChatParameters.builder().n(1))).has("n"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, max_completion_tokens",
        "AZURE, max_completion_tokens",
        "DEEPSEEK, max_tokens",
        "DASHSCOPE, max_tokens",
        "MOONSHOT, max_completion_tokens",
        "ZHIPU, max_tokens",
        "MISTRAL, max_tokens",
        "GROQ, max_completion_tokens",
        "OPENROUTER, max_tokens",
        "VLLM, max_tokens",
        "OLLAMA, max_tokens",
        "LLAMA_SERVER, max_tokens",
        "COMPATIBLE, max_tokens"
    })
    void namesTheLimitAsTheProviderDoes(Provider provider, String field) throws IOException {
        JsonNode body = asked(provider, with(ChatParameters.builder().maxTokens(77)));

        assertThat(body.path(field).asInt()).isEqualTo(77);
        assertThat(body.has("max_tokens") && body.has("max_completion_tokens")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI, NONE, '{\"reasoning_effort\":\"none\"}'",
        "OPENAI, HIGH, '{\"reasoning_effort\":\"high\"}'",
        "DEEPSEEK, NONE, '{\"thinking\":{\"type\":\"disabled\"}}'",
        "DEEPSEEK, LOW, '{\"thinking\":{\"type\":\"enabled\"},\"reasoning_effort\":\"low\"}'",
        "DASHSCOPE, NONE, '{\"enable_thinking\":false}'",
        "DASHSCOPE, HIGH, '{\"enable_thinking\":true}'",
        "ZHIPU, MEDIUM, '{\"thinking\":{\"type\":\"enabled\"}}'",
        "LLAMA_SERVER, NONE, '{\"chat_template_kwargs\":{\"enable_thinking\":false}}'",
        "LLAMA_SERVER, LOW, '{\"chat_template_kwargs\":{\"reasoning_effort\":\"low\"}}'"
    })
    void saysHowLongToThinkAsTheProviderDoes(Provider provider, ReasoningEffort effort, String fields)
            throws IOException {
        JsonNode body = asked(provider, with(ChatParameters.builder().reasoningEffort(effort)));

        Bodies.json(fields)
                .properties()
                .forEach(field -> assertThat(body.path(field.getKey())).isEqualTo(field.getValue()));
        assertThat(body.size()).isEqualTo(2 + Bodies.json(fields).size());
    }

    @Test
    void speaksMistralsDialect() throws IOException {
        ChatParameters.Builder parameters = Bodies.asking(ChatFeature.TOOLS).parameters().toBuilder()
                .seed(7)
                .toolChoice(new ToolChoice.Required());
        JsonNode body = asked(
                Provider.MISTRAL,
                new ChatRequest(
                        List.of(
                                Message.user("Hi"),
                                new AiMessage("", List.of(new ToolCall("toolu_01A09q90", "get_weather", "{}")), "hm"),
                                new ToolMessage("toolu_01A09q90", "sunny")),
                        parameters.build()));

        assertThat(body.path("random_seed").asInt()).isEqualTo(7);
        assertThat(body.has("seed")).isFalse();
        assertThat(body.path("tool_choice").asText()).isEqualTo("any");
        String id = body.at("/messages/1/tool_calls/0/id").asText();
        assertThat(id).matches("[A-Za-z0-9]{9}");
        assertThat(body.at("/messages/2/tool_call_id").asText()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"OPENAI, true", "MISTRAL, false", "ZHIPU, false", "DEEPSEEK, true"})
    void asksForFiguresWhereThatIsKnown(Provider provider, boolean asks) throws IOException {
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.sseHead() + Chunks.text("ok") + Chunks.finish("stop") + Chunks.DONE))) {
            builder(provider, server).build().invoke(ChatRequest.of("Hi"), piece -> {});

            assertThat(body(server, 0).has("stream_options")).isEqualTo(asks);
        }
    }

    @ParameterizedTest
    @CsvSource({"DEEPSEEK, true", "MOONSHOT, true", "OPENAI, false", "DASHSCOPE, false"})
    void givesThoughtsBackOnlyToWhoWantsThem(Provider provider, boolean wanted) throws IOException {
        JsonNode body = asked(
                provider,
                ChatRequest.of(
                        Message.user("Hi"),
                        new AiMessage("", List.of(new ToolCall("call_1", "f", "{}")), "想一想"),
                        new ToolMessage("call_1", "ok"),
                        new AiMessage("done", List.of(), "again")));

        assertThat(body.at("/messages/1/reasoning_content").asText("")).isEqualTo(wanted ? "想一想" : "");
        assertThat(body.at("/messages/3").has("reasoning_content")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "DASHSCOPE, required, false", "DASHSCOPE, named, true", "MOONSHOT, required, false", "MOONSHOT, none, true",
        "ZHIPU, none, false", "LLAMA_SERVER, named, false", "LLAMA_SERVER, required, true", "OPENAI, named, true"
    })
    void refusesAChoiceOfToolsThatWouldBeIgnored(Provider provider, String choice, boolean known) throws IOException {
        ToolChoice wanted = Map.of(
                        "required", new ToolChoice.Required(),
                        "none", new ToolChoice.None(),
                        "named", new ToolChoice.Named("get_weather"))
                .get(choice);
        ChatRequest request =
                with(Bodies.asking(ChatFeature.TOOLS).parameters().toBuilder().toolChoice(wanted));
        if (known) {
            assertThat(asked(provider, request).has("tool_choice")).isTrue();
        } else {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> asked(provider, request))
                    .withMessageContaining("tool_choice");
        }
    }

    @Test
    void tellsOpenRouterToIgnoreNothing() throws IOException {
        assertThat(asked(Provider.OPENROUTER, ChatRequest.of("Hi"))
                        .at("/provider/require_parameters")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void callsADeploymentOfAzure() throws IOException {
        try (RawServer server = server()) {
            String resource = server.url().replace("/v1", "");
            Environment settings = Environment.of(
                    Map.of(
                            "AZURE_OPENAI_ENDPOINT", resource,
                            "AZURE_OPENAI_API_KEY", KEY,
                            "OPENAI_API_VERSION", "2025-01-01-preview"),
                    folder);
            ChatOpenAi model = ChatOpenAi.builder(Provider.AZURE)
                    .environment(settings)
                    .model("my-gpt.4o")
                    .build();
            model.predict("Hi");
            OpenAiEmbeddings.Builder embeddings = OpenAiEmbeddings.builder(Provider.AZURE)
                    .environment(settings)
                    .queryParam("api-version", "2024-06-01")
                    .model("vectors");
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> embeddings.build().embedQuery("Hi"));

            assertThat(server.received().get(0).line())
                    .isEqualTo("POST /openai/deployments/my-gpt.4o/chat/completions?api-version=2025-01-01-preview"
                            + " HTTP/1.1");
            assertThat(server.received().get(0).headers())
                    .containsEntry("api-key", KEY)
                    .doesNotContainKey("authorization");
            assertThat(server.received().get(1).line())
                    .isEqualTo("POST /openai/deployments/vectors/embeddings?api-version=2024-06-01 HTTP/1.1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.invoke(with(ChatParameters.builder().model("../../admin"))))
                    .withMessageContaining("deployment");
        }
    }

    @Test
    void saysThatAzureHasNoAddressForAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatOpenAi.builder(Provider.AZURE)
                        .environment(Environment.of(Map.of(), folder))
                        .apiKey(KEY)
                        .model("m")
                        .build())
                .withMessageContaining("AZURE_OPENAI_ENDPOINT");
    }

    @Test
    void wantsAModelOfAProvider() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatOpenAi.builder(Provider.GROQ).apiKey(KEY).build())
                .withMessageContaining("Groq")
                .withMessageContaining("model(...)");
    }

    @Test
    void saysWhoHasNoEmbeddings() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpenAiEmbeddings.of(Provider.DEEPSEEK, "m"))
                .withMessageContaining("DeepSeek");
    }

    @ParameterizedTest
    @CsvSource({"DASHSCOPE, 3", "ZHIPU, 1", "OPENAI, 1"})
    void embedsNoMoreTextsAtOnceThanTheProviderTakes(Provider provider, int requests) throws IOException {
        RawServer.Script answering = (out, socket) -> {};
        try (RawServer server = RawServer.of(answering)) {
            OpenAiEmbeddings model = OpenAiEmbeddings.builder(provider)
                    .apiKey(KEY)
                    .baseUrl(server.url())
                    .model("m")
                    .retry(dev.lian4j.core.Retry.of(1))
                    .build();
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.embedDocuments(java.util.Collections.nCopies(25, "text")));

            assertThat(body(server, 0).path("input").size()).isEqualTo(requests == 3 ? 10 : 25);
        }
    }

    @Test
    void knowsAProviderByItsAddress() {
        assertThat(Provider.at("https://api.deepseek.com/v1")).isEqualTo(Provider.DEEPSEEK);
        assertThat(Provider.at("https://me.openai.azure.com/openai/deployments/x"))
                .isEqualTo(Provider.AZURE);
        assertThat(Provider.at("https://openrouter.ai/api/v1")).isEqualTo(Provider.OPENROUTER);
        assertThat(Provider.at("http://localhost:8000/v1")).isEqualTo(Provider.COMPATIBLE);
        assertThat(Provider.at("https://deepseek.com.example.org")).isEqualTo(Provider.COMPATIBLE);
    }

    private static ChatResponse reading(String body) throws IOException {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, body)))) {
            return ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .build()
                    .invoke(with(ChatParameters.builder().n(2).topLogprobs(2)));
        }
    }

    @Test
    void readsFiguresWhereverTheyAre() throws IOException {
        String choices = "\"choices\":[{\"index\":0,\"message\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"%s}]";
        assertThat(reading("{" + choices.formatted("")
                                + ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":8,\"prompt_tokens_details\":"
                                + "{\"cached_tokens\":7},\"completion_tokens_details\":{\"reasoning_tokens\":6}}}")
                        .usage())
                .isEqualTo(new TokenUsage(9, 8, 7, 6));
        assertThat(reading("{" + choices.formatted("") + ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":8,"
                                + "\"prompt_cache_hit_tokens\":5,\"prompt_tokens_details\":null}}")
                        .usage())
                .isEqualTo(new TokenUsage(9, 8, 5, 0));
        assertThat(reading("{"
                                + choices.formatted(",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,"
                                        + "\"cached_tokens\":1}")
                                + "}")
                        .usage())
                .isEqualTo(new TokenUsage(3, 2, 1, 0));
        assertThat(reading("{" + choices.formatted("")
                                + ",\"x_groq\":{\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}}")
                        .usage())
                .isEqualTo(new TokenUsage(3, 2));
    }

    @Test
    void readsSeveralAnswersAndHowLikelyTheirTokensWere() throws IOException {
        ChatResponse response = reading("{\"model\":\"m-1\",\"choices\":["
                + "{\"index\":1,\"message\":{\"content\":\"蓝\"},\"finish_reason\":\"length\"},"
                + "{\"index\":0,\"message\":{\"content\":\"红\"},\"finish_reason\":\"stop\",\"logprobs\":{\"content\":["
                + "{\"token\":\"红\",\"logprob\":-0.5,\"top_logprobs\":[{\"token\":\"红\",\"logprob\":-0.5},"
                + "{\"token\":\"蓝\",\"logprob\":-1.5}]}]}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}");

        assertThat(response.text()).isEqualTo("红");
        assertThat(response.alternatives()).extracting(ChatResponse::text).containsExactly("蓝");
        assertThat(response.alternatives().get(0).finishReason().name()).isEqualTo("LENGTH");
        assertThat(response.logprobs()).hasSize(1);
        assertThat(response.logprobs().get(0).logprob()).isEqualTo(-0.5);
        assertThat(response.logprobs().get(0).top()).extracting("token").containsExactly("红", "蓝");
        assertThat(response.usage().total()).isEqualTo(5);
    }

    @Test
    void readsThoughtsOfMistral() throws IOException {
        ChatResponse response = reading(
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":["
                        + "{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"想\"}]},"
                        + "{\"type\":\"text\",\"text\":\"<think>left alone</think>42\"}]},\"finish_reason\":\"model_length\"}]}");

        assertThat(response.message().reasoning()).isEqualTo("想");
        assertThat(response.text()).isEqualTo("<think>left alone</think>42");
        assertThat(response.finishReason().name()).isEqualTo("LENGTH");
    }

    @Test
    void streamsTheFirstOfSeveralAnswersAndWaitsForAll() throws IOException {
        String stream = RawServer.sseHead()
                + part(0, "红", "null")
                + part(1, "蓝", "null")
                + part(0, "色", "\"stop\"")
                + part(1, "色", "\"stop\"");
        try (RawServer server = RawServer.of(RawServer.sending(stream))) {
            java.util.List<dev.lian4j.core.Piece> pieces = new java.util.ArrayList<>();
            ChatResponse response = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .build()
                    .invoke(with(ChatParameters.builder().n(2)), pieces::add);

            assertThat(response.text()).isEqualTo("红色").isEqualTo(Chunks.joined(pieces));
            assertThat(response.alternatives()).extracting(ChatResponse::text).containsExactly("蓝色");
        }
    }

    private static String part(int index, String text, String finish) {
        return Chunks.event("{\"choices\":[{\"index\":" + index + ",\"delta\":{\"content\":" + Chunks.quoted(text)
                + "},\"finish_reason\":" + finish + "}]}");
    }
}
