package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenAiTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String WHOLE = RawServer.json(
            200,
            "{\"model\":\"m-1\",\"choices\":[{\"text\":\" 七彩袜\",\"index\":0,\"finish_reason\":\"length\"}],"
                    + "\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":4}}");

    private static String chunk(String text, String finish) {
        return Chunks.event("{\"model\":\"m-1\",\"choices\":[{\"index\":0,\"text\":" + Chunks.quoted(text)
                + ",\"finish_reason\":" + finish + "}]}");
    }

    private static OpenAi.Builder model(RawServer server) {
        return OpenAi.builder().apiKey("").baseUrl(server.url()).retry(Retry.of(1));
    }

    @Test
    void continuesAText() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(WHOLE))) {
            Completion completion = model(server).build().invoke(ChatRequest.of("彩色袜子公司的好名字是"));

            assertThat(completion).isEqualTo(new Completion(" 七彩袜", FinishReason.LENGTH, new TokenUsage(5, 4), "m-1"));
            assertThat(server.received().get(0).line()).isEqualTo("POST /v1/completions HTTP/1.1");
            assertThat(MAPPER.readTree(server.received().get(0).body()))
                    .isEqualTo(MAPPER.readTree(
                            "{\"model\":\"gpt-3.5-turbo-instruct\",\"max_tokens\":256,\"prompt\":\"彩色袜子公司的好名字是\"}"));
        }
    }

    @Test
    void sendsItsParametersAndAConversationAsText() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(WHOLE))) {
            ChatParameters parameters = ChatParameters.builder()
                    .model("babbage-002")
                    .temperature(0.9)
                    .topP(0.5)
                    .maxTokens(3)
                    .stop("Human:")
                    .seed(1)
                    .extra("best_of", 2)
                    .build();

            model(server)
                    .parameters(parameters)
                    .build()
                    .invoke(ChatRequest.of(Message.user("Hi"), Message.ai("Hello")));

            assertThat(MAPPER.readTree(server.received().get(0).body())).isEqualTo(MAPPER.readTree("""
                                    {"model":"babbage-002","temperature":0.9,"top_p":0.5,"max_tokens":3,"stop":["Human:"],
                                     "seed":1,"prompt":"Human: Hi\\nAI: Hello","best_of":2}
                                    """));
        }
    }

    @Test
    void streams() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.sseHead()
                + chunk(" 七", "null")
                + chunk("彩 袜", "\"stop\"")
                + Chunks.usage(5, 4)
                + Chunks.DONE))) {
            List<Piece> pieces = new ArrayList<>();

            Completion completion = model(server).build().invoke(ChatRequest.of("Hi"), pieces::add);

            assertThat(completion).isEqualTo(new Completion(" 七彩 袜", FinishReason.STOP, new TokenUsage(5, 4), "m-1"));
            assertThat(pieces).containsExactly(new Piece.Text(" 七"), new Piece.Text("彩 袜"));
        }
    }

    @Test
    void reportsACutStream() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.sseHead() + chunk("half", "null")))) {
            assertThatExceptionOfType(StreamTruncatedException.class)
                    .isThrownBy(() -> model(server).build().invoke(ChatRequest.of("Hi"), piece -> {}))
                    .satisfies(e -> assertThat(e.partialText()).isEqualTo("half"));
        }
    }

    @Test
    void refusesWhatOnlyChatModelsTake() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(WHOLE))) {
            OpenAi model = model(server).build();
            ChatRequest image = ChatRequest.of(
                    UserMessage.of(new Content.Text("?"), new Content.Image(URI.create("https://x/a.png"))));
            ChatRequest format = ChatRequest.of("Hi")
                    .with(ChatParameters.builder()
                            .responseFormat(new ResponseFormat.JsonObject())
                            .build());

            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model.invoke(image))
                    .withMessageContaining("completions protocol");
            assertThatExceptionOfType(ModelException.class).isThrownBy(() -> model.invoke(format));
            assertThat(server.received()).isEmpty();
        }
    }
}
