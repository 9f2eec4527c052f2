package dev.lian4j.models.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.Piece;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.openai.ChatOpenAi;
import dev.lian4j.models.openai.Provider;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies that real Ollama servers gave, sent again: what we read is compared with a plain reading of the same file. */
@Timeout(120)
class OllamaRecordedRepliesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Path API = Path.of(System.getProperty("lian4j.shared", "no-shared-folder"))
            .resolve("data")
            .resolve("api");

    /** A recorded reply: its line in the index, and its lines. */
    private record Recorded(JsonNode index, String body) {

        boolean streamed() {
            return index.path("stream").asBoolean();
        }

        String file() {
            return index.path("file").asText();
        }

        RawServer serving() throws IOException {
            String head = RawServer.head(
                    index.path("status").asInt(), index.path("content_type").asText());
            return RawServer.of(RawServer.sending(head + "\r\n" + body));
        }

        List<JsonNode> objects() throws IOException {
            List<JsonNode> objects = new ArrayList<>();
            for (String line : streamed() ? body.lines().toList() : List.of(body)) {
                objects.add(MAPPER.readTree(line));
            }
            return objects;
        }

        String joined(String pointer) throws IOException {
            return objects().stream().map(line -> line.at(pointer).asText("")).collect(Collectors.joining());
        }

        TokenUsage figures() throws IOException {
            JsonNode last = objects().get(objects().size() - 1);
            return new TokenUsage(
                    last.path("prompt_eval_count").asInt(),
                    last.path("eval_count").asInt());
        }
    }

    @BeforeEach
    void needsTheFolder() {
        assumeTrue(Files.isRegularFile(API.resolve("index.jsonl")), "no recorded replies in " + API);
    }

    private static List<Recorded> recorded(String endpoint) throws IOException {
        List<Recorded> found = new ArrayList<>();
        for (String line : Files.readAllLines(API.resolve("index.jsonl"))) {
            JsonNode index = MAPPER.readTree(line);
            if (index.path("provider").asText().equals("ollama")
                    && index.path("endpoint").asText().equals(endpoint)) {
                found.add(new Recorded(
                        index, Files.readString(API.resolve(index.path("file").asText()))));
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static ChatOllama chat(RawServer server) {
        return ChatOllama.builder().model("m").baseUrl(server.url()).build();
    }

    @Test
    void readsChatReplies() throws IOException {
        for (Recorded reply : recorded("/api/chat")) {
            try (RawServer server = reply.serving()) {
                if (reply.index().path("status").asInt() == 404) {
                    assertThatExceptionOfType(ModelException.class)
                            .isThrownBy(() -> chat(server).predict("Hi"))
                            .withMessageContaining("model 'nonexistent-model:latest' not found")
                            .satisfies(e -> assertThat(e.status()).isEqualTo(404));
                    continue;
                }
                List<Piece> pieces = new ArrayList<>();
                ChatResponse response = reply.streamed()
                        ? chat(server).invoke(ChatRequest.of("Hi"), pieces::add)
                        : chat(server).invoke(ChatRequest.of("Hi"));

                assertThat(response.text()).as(reply.file()).isEqualTo(reply.joined("/message/content"));
                assertThat(response.message().reasoning())
                        .as(reply.file())
                        .isEqualTo(reply.joined("/message/thinking"));
                assertThat(response.usage()).as(reply.file()).isEqualTo(reply.figures());
                assertThat(response.model()).as(reply.file()).isNotEmpty();
                assertThat(Chunks.joined(pieces)).as(reply.file()).isEqualTo(reply.streamed() ? response.text() : "");
                checkTools(reply, response);
            }
        }
    }

    private static void checkTools(Recorded reply, ChatResponse response) throws IOException {
        String named = reply.joined("/message/tool_calls/0/function/name");
        assertThat(response.message().toolCalls()).hasSize(named.isEmpty() ? 0 : 1);
        String reason = reply.joined("/done_reason").toUpperCase(java.util.Locale.ROOT);
        assertThat(response.finishReason().name()).isEqualTo(named.isEmpty() ? reason : "TOOL_CALLS");
        if (!named.isEmpty()) {
            assertThat(response.message().toolCalls().get(0).name()).isEqualTo(named);
            assertThat(MAPPER.readTree(response.message().toolCalls().get(0).arguments()))
                    .isEqualTo(reply.objects().get(0).at("/message/tool_calls/0/function/arguments"));
        }
    }

    @Test
    void readsContinuations() throws IOException {
        for (Recorded reply : recorded("/api/generate")) {
            try (RawServer server = reply.serving()) {
                OllamaLlm model =
                        OllamaLlm.builder().model("m").baseUrl(server.url()).build();
                Completion completion = reply.streamed()
                        ? model.invoke(ChatRequest.of("Hi"), piece -> {})
                        : model.invoke(ChatRequest.of("Hi"));

                assertThat(completion.text())
                        .as(reply.file())
                        .isEqualTo(reply.joined("/response"))
                        .isNotEmpty();
                assertThat(completion.usage()).as(reply.file()).isEqualTo(reply.figures());
            }
        }
    }

    @Test
    void readsEmbeddings() throws IOException {
        for (Recorded reply : recorded("/api/embed")) {
            try (RawServer server = reply.serving()) {
                float[] vector = OllamaEmbeddings.builder()
                        .model("nomic-embed-text")
                        .baseUrl(server.url())
                        .build()
                        .embedQuery("Hello");

                JsonNode expected = reply.objects().get(0).at("/embeddings/0");
                assertThat(vector.length)
                        .as(reply.file())
                        .isEqualTo(expected.size())
                        .isGreaterThan(100);
                assertThat(vector[vector.length - 1])
                        .isEqualTo(expected.get(expected.size() - 1).floatValue());
            }
        }
    }

    @Test
    void readsOllamasOpenAiProtocol() throws IOException {
        for (Recorded reply : recorded("/v1/chat/completions")) {
            try (RawServer server = reply.serving()) {
                ChatResponse response = ChatOpenAi.builder(Provider.OLLAMA)
                        .model("qwen3:0.6b")
                        .baseUrl(server.url())
                        .build()
                        .invoke(ChatRequest.of("Hi"));

                assertThat(response.text()).isEqualTo(reply.joined("/choices/0/message/content"));
                assertThat(response.message().reasoning())
                        .isEqualTo(reply.joined("/choices/0/message/reasoning"))
                        .isNotEmpty();
            }
        }
    }
}
