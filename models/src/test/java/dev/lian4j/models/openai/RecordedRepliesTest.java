package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies that real servers gave, sent again: what we read is compared with a plain reading of the same file. */
@Timeout(300)
class RecordedRepliesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Path API = Path.of(System.getProperty("lian4j.shared", "no-shared-folder"))
            .resolve("data")
            .resolve("api");

    /** A recorded reply: its line in the index, and its bytes. */
    private record Recorded(JsonNode index, ByteString body) {

        String file() {
            return index.path("file").asText();
        }

        int status() {
            return index.path("status").asInt();
        }

        boolean is(String endpoint) {
            return index.path("endpoint").asText().equals("/v1/" + endpoint);
        }

        boolean streamed() {
            return index.path("stream").asBoolean();
        }

        String text() {
            return body.utf8();
        }

        /** The chunks of a stream, or the one object of a whole reply. */
        List<JsonNode> objects() {
            Stream<String> texts = streamed()
                    ? text().lines()
                            .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
                            .map(line -> line.substring("data: ".length()))
                    : Stream.of(text());
            return texts.map(Recorded::parse).toList();
        }

        private static JsonNode parse(String text) {
            try {
                return MAPPER.readTree(text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The choices numbered 0, with what each brings. */
        Stream<JsonNode> choices() {
            return objects().stream()
                    .flatMap(object -> stream(object.path("choices")))
                    .filter(choice -> choice.path("index").asInt() == 0);
        }

        String joined(String... path) {
            StringBuilder joined = new StringBuilder();
            choices().forEach(choice -> {
                JsonNode node = choice;
                for (String name : path) {
                    node = node.path(name);
                }
                joined.append(node.asText(""));
            });
            return joined.toString();
        }

        int answers() {
            return (int) objects().stream()
                    .flatMap(object -> stream(object.path("choices")))
                    .map(choice -> choice.path("index").asInt())
                    .distinct()
                    .count();
        }

        int likelihoods() {
            return choices()
                    .mapToInt(choice -> choice.at("/logprobs/content").size())
                    .sum();
        }

        int figure(String pointer) {
            return objects().stream()
                    .mapToInt(object -> object.path("usage").at(pointer).asInt())
                    .max()
                    .orElse(0);
        }
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        List<JsonNode> elements = new ArrayList<>();
        array.forEach(elements::add);
        return elements.stream();
    }

    @BeforeEach
    void needsTheFolder() {
        assumeTrue(Files.isRegularFile(API.resolve("index.jsonl")), "no recorded replies in " + API);
    }

    private static List<Recorded> recorded(Predicate<Recorded> wanted) throws IOException {
        List<Recorded> found = new ArrayList<>();
        for (String line : Files.readAllLines(API.resolve("index.jsonl"))) {
            JsonNode index = MAPPER.readTree(line);
            if (index.path("provider").asText().equals("openai")) {
                Recorded reply = new Recorded(
                        index,
                        ByteString.of(Files.readAllBytes(
                                API.resolve(index.path("file").asText()))));
                if (wanted.test(reply)) {
                    found.add(reply);
                }
            }
        }
        assertThat(found).isNotEmpty();
        return found;
    }

    private static RawServer serving(Recorded reply) throws IOException {
        return RawServer.of(sending(reply, new AtomicInteger(reply.body().size())));
    }

    /** Sends so many bytes of the recording. */
    private static RawServer.Script sending(Recorded reply, AtomicInteger length) {
        return (out, socket) -> {
            String head = RawServer.head(
                            reply.status(), reply.index().path("content_type").asText()) + "\r\n";
            out.write(head.getBytes(StandardCharsets.UTF_8));
            out.write(reply.body().toByteArray(), 0, length.get());
        };
    }

    private static ChatOpenAi chat(RawServer server) {
        return ChatOpenAi.builder()
                .apiKey("")
                .baseUrl(server.url())
                .retry(Retry.of(1))
                .build();
    }

    private static ChatResponse ask(RawServer server, List<Piece> pieces, boolean streamed) {
        return streamed
                ? chat(server).invoke(ChatRequest.of("Hi"), pieces::add)
                : chat(server).invoke(ChatRequest.of("Hi"));
    }

    @Test
    void readsChatReplies() throws IOException {
        for (Recorded reply : recorded(r -> r.is("chat/completions") && r.status() == 200)) {
            try (RawServer server = serving(reply)) {
                List<Piece> pieces = new ArrayList<>();
                ChatResponse response = ask(server, pieces, reply.streamed());

                String part = reply.streamed() ? "delta" : "message";
                assertThat(response.text())
                        .as(reply.file())
                        .isEqualTo(reply.joined(part, "content") + reply.joined(part, "refusal"));
                if (reply.streamed()) {
                    assertThat(Chunks.joined(pieces)).as(reply.file()).isEqualTo(response.text());
                }
                assertThat(response.usage().input()).as(reply.file()).isEqualTo(reply.figure("/prompt_tokens"));
                assertThat(response.usage().output()).as(reply.file()).isEqualTo(reply.figure("/completion_tokens"));
                assertThat(response.model()).as(reply.file()).isNotEmpty();
                assertThat(response.usage().cachedInput())
                        .as(reply.file())
                        .isEqualTo(reply.figure("/prompt_tokens_details/cached_tokens"));
                assertThat(response.usage().reasoning())
                        .as(reply.file())
                        .isEqualTo(reply.figure("/completion_tokens_details/reasoning_tokens"));
                assertThat(response.alternatives()).as(reply.file()).hasSize(reply.answers() - 1);
                assertThat(response.logprobs()).as(reply.file()).hasSize(reply.likelihoods());
                checkTools(reply, part, response);
                checkFinish(reply, response);
            }
        }
    }

    private static void checkTools(Recorded reply, String part, ChatResponse response) throws IOException {
        long named = reply.choices()
                .map(choice -> choice.path(part))
                .flatMap(message -> Stream.concat(
                        stream(message.path("tool_calls")).map(call -> call.path("function")),
                        Stream.of(message.path("function_call"))))
                .filter(function -> !function.path("name").asText("").isEmpty())
                .count();
        assertThat(response.message().toolCalls()).as(reply.file()).hasSize((int) named);
        for (ToolCall call : response.message().toolCalls()) {
            assertThat(MAPPER.readTree(call.arguments()).isObject())
                    .as(reply.file())
                    .isTrue();
            assertThat(call.id()).as(reply.file()).isNotEmpty();
        }
    }

    private static void checkFinish(Recorded reply, ChatResponse response) {
        if (reply.joined("delta", "refusal").isEmpty()
                && reply.joined("message", "refusal").isEmpty()) {
            String said = reply.joined("finish_reason");
            // One recording has tool calls and no reason at all.
            String expected = said.equals("function_call") || said.isEmpty() ? "tool_calls" : said;
            assertThat(response.finishReason().name().toLowerCase(Locale.ROOT))
                    .as(reply.file())
                    .isEqualTo(expected);
        }
    }

    @Test
    void readsCompletions() throws IOException {
        for (Recorded reply : recorded(r -> r.is("completions") && r.status() == 200)) {
            try (RawServer server = serving(reply)) {
                OpenAi model = OpenAi.builder().apiKey("").baseUrl(server.url()).build();
                Completion completion = reply.streamed()
                        ? model.invoke(ChatRequest.of("Hi"), piece -> {})
                        : model.invoke(ChatRequest.of("Hi"));

                assertThat(completion.text())
                        .as(reply.file())
                        .isEqualTo(reply.joined("text"))
                        .isNotEmpty();
                assertThat(completion.usage().output()).as(reply.file()).isEqualTo(reply.figure("/completion_tokens"));
            }
        }
    }

    @Test
    void readsEmbeddings() throws IOException {
        for (Recorded reply : recorded(r -> r.is("embeddings") && r.status() == 200)) {
            try (RawServer server = serving(reply)) {
                float[] vector = OpenAiEmbeddings.builder()
                        .apiKey("")
                        .baseUrl(server.url())
                        .build()
                        .embedQuery("Hello world");

                double squares = 0;
                for (float value : vector) {
                    squares += value * value;
                }
                assertThat(vector.length).as(reply.file()).isGreaterThan(100);
                // OpenAI's vectors have length 1: nothing was lost or misread.
                assertThat(Math.sqrt(squares)).as(reply.file()).isBetween(0.999, 1.001);
            }
        }
    }

    @Test
    void reportsErrors() throws IOException {
        for (Recorded reply : recorded(r -> r.status() >= 400)) {
            try (RawServer server = serving(reply)) {
                String message = MAPPER.readTree(reply.text())
                        .path("error")
                        .path("message")
                        .asText();

                assertThatExceptionOfType(ModelException.class)
                        .as(reply.file())
                        .isThrownBy(() -> chat(server).predict("Hi"))
                        .withMessageContaining(message.substring(0, Math.min(40, message.length())))
                        .satisfies(e -> assertThat(e.status()).isEqualTo(reply.status()))
                        .satisfies(e -> assertThat(e.retryable())
                                .isEqualTo((reply.status() == 429 || reply.status() >= 500)
                                        && !message.contains("quota")));
            }
        }
    }

    @Test
    void takesNoCutRecordingForAWholeReply() throws IOException {
        // The short ones at every byte; the long ones are more of the same.
        for (Recorded reply : recorded(r -> r.is("chat/completions")
                && r.status() == 200
                && r.streamed()
                && r.body().size() < 2600)) {
            int whole = endOfFinish(reply);
            AtomicInteger length = new AtomicInteger();
            try (RawServer server = RawServer.of(sending(reply, length))) {
                ChatOpenAi model = chat(server);
                for (; length.get() < whole; length.incrementAndGet()) {
                    assertThatExceptionOfType(StreamTruncatedException.class)
                            .as("%s cut after %d bytes", reply.file(), length.get())
                            .isThrownBy(() -> model.invoke(ChatRequest.of("Hi"), piece -> {}));
                }
            }
        }
    }

    /** Where the event with the finish reason ends, or the closing mark if there is no reason. */
    private static int endOfFinish(Recorded reply) {
        String bytes = reply.body().string(StandardCharsets.ISO_8859_1);
        int finish = bytes.indexOf("\"finish_reason\":\"");
        return bytes.indexOf("\n\n", finish >= 0 ? finish : bytes.indexOf("[DONE]")) + 2;
    }
}
