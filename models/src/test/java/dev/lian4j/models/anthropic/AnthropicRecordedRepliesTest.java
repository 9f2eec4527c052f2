package dev.lian4j.models.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replies that Anthropic's servers gave, sent again: what we read is compared with a plain reading of the same file. */
@Timeout(120)
class AnthropicRecordedRepliesTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Path API = Path.of(System.getProperty("lian4j.shared", "no-shared-folder"))
            .resolve("data")
            .resolve("api");
    private static final Map<String, String> REASONS = Map.of(
            "end_turn", "STOP",
            "stop_sequence", "STOP",
            "max_tokens", "LENGTH",
            "tool_use", "TOOL_CALLS",
            "refusal", "CONTENT_FILTER");

    /** A recorded reply: its line in the index, and its text. */
    private record Recorded(JsonNode index, String body) {

        int status() {
            return index.path("status").asInt();
        }

        boolean streamed() {
            return index.path("stream").asBoolean();
        }

        RawServer serving() throws IOException {
            String head = RawServer.head(status(), index.path("content_type").asText(), "request-id: req_7");
            return RawServer.of(RawServer.sending(head + "\r\n" + body));
        }

        /** The events' data, or the whole reply as the only one. */
        List<JsonNode> objects() throws IOException {
            List<JsonNode> objects = new ArrayList<>();
            for (String line : streamed() ? body.lines().toList() : List.of("data:" + body)) {
                if (line.startsWith("data:")) {
                    objects.add(MAPPER.readTree(line.substring("data:".length())));
                }
            }
            return objects;
        }

        /** All that is said under this name in blocks of this type, be it whole or in parts. */
        String joined(String type, String field) throws IOException {
            StringBuilder joined = new StringBuilder();
            for (JsonNode object : objects()) {
                for (JsonNode block : object.path("content")) {
                    joined.append(
                            block.path("type").asText().equals(type)
                                    ? block.path(field).asText("")
                                    : "");
                }
                JsonNode delta = object.path("delta");
                joined.append(
                        delta.path("type").asText().equals(type + "_delta")
                                ? delta.path(field).asText("")
                                : "");
            }
            return joined.toString();
        }

        /** The last number of this name, of those that count the whole reply. */
        int figure(String... path) throws IOException {
            int last = 0;
            for (JsonNode object : objects()) {
                for (JsonNode from : List.of(object, object.path("message"))) {
                    JsonNode at = from.path("usage");
                    for (String name : path) {
                        at = at.path(name);
                    }
                    last = at.isNumber() ? at.asInt() : last;
                }
            }
            return last;
        }

        TokenUsage usage() throws IOException {
            int cached = figure("cache_read_input_tokens");
            return new TokenUsage(
                    figure("input_tokens") + figure("cache_creation_input_tokens") + cached,
                    figure("output_tokens"),
                    cached,
                    figure("output_tokens_details", "thinking_tokens"));
        }

        String stopReason() throws IOException {
            String reason = "";
            for (JsonNode object : objects()) {
                reason = object.path("stop_reason").asText(reason);
                reason = object.path("delta").path("stop_reason").asText(reason);
            }
            return reason;
        }

        List<String> toolNames() throws IOException {
            List<String> names = new ArrayList<>();
            for (JsonNode object : objects()) {
                List<JsonNode> blocks = new ArrayList<>(List.of(object.path("content_block")));
                object.path("content").forEach(blocks::add);
                blocks.stream()
                        .filter(block -> block.path("type").asText().equals("tool_use"))
                        .forEach(block -> names.add(block.path("name").asText()));
            }
            return names;
        }
    }

    private static List<Recorded> recorded() throws IOException {
        assumeTrue(Files.isRegularFile(API.resolve("index.jsonl")), "no recorded replies in " + API);
        List<Recorded> found = new ArrayList<>();
        for (String line : Files.readAllLines(API.resolve("index.jsonl"))) {
            JsonNode index = MAPPER.readTree(line);
            if (index.path("provider").asText().equals("anthropic")) {
                found.add(new Recorded(
                        index, Files.readString(API.resolve(index.path("file").asText()))));
            }
        }
        assertThat(found).hasSizeGreaterThan(20);
        return found;
    }

    private static ChatResponse ask(RawServer server, List<Piece> pieces, boolean streamed) {
        ChatAnthropic model = ChatAnthropic.builder()
                .model("m")
                .baseUrl(server.url())
                .retry(Retry.of(1))
                .build();
        return streamed ? model.invoke(ChatRequest.of("Hi"), pieces::add) : model.invoke(ChatRequest.of("Hi"));
    }

    @Test
    void readsEveryAnswer() throws IOException {
        for (Recorded reply : recorded()) {
            if (reply.status() == 200) {
                try (RawServer server = reply.serving()) {
                    List<Piece> pieces = new ArrayList<>();
                    check(reply, ask(server, pieces, reply.streamed()), pieces);
                }
            }
        }
    }

    private static void check(Recorded reply, ChatResponse response, List<Piece> pieces) throws IOException {
        String file = reply.index().path("file").asText();
        assertThat(response.text()).as(file).isEqualTo(reply.joined("text", "text"));
        assertThat(response.message().reasoning()).as(file).isEqualTo(reply.joined("thinking", "thinking"));
        assertThat(response.usage()).as(file).isEqualTo(reply.usage());
        assertThat(response.usage().output()).as(file).isPositive();
        assertThat(response.model()).as(file).isNotEmpty();
        assertThat(response.finishReason().name())
                .as(file)
                .isEqualTo(REASONS.getOrDefault(reply.stopReason(), "OTHER"));
        assertThat(response.message().toolCalls())
                .as(file)
                .extracting(ToolCall::name)
                .isEqualTo(reply.toolNames());
        for (ToolCall call : response.message().toolCalls()) {
            assertThat(MAPPER.readTree(call.arguments()).isObject()).as(file).isTrue();
        }
        assertThat(Chunks.joined(pieces)).as(file).isEqualTo(reply.streamed() ? response.text() : "");
    }

    @Test
    void keepsSignedThoughtsAsTheyCame() throws IOException {
        int signed = 0;
        for (Recorded reply : recorded()) {
            if (reply.streamed() && reply.body().contains("signature_delta")) {
                try (RawServer server = reply.serving()) {
                    ChatResponse response = ask(server, new ArrayList<>(), true);
                    JsonNode kept =
                            MAPPER.valueToTree(response.message().extra().get("anthropic.content"));

                    assertThat(String.join("", kept.findValuesAsText("signature")))
                            .isEqualTo(reply.joined("signature", "signature"))
                            .isNotEmpty();
                    assertThat(kept.get(0).path("type").asText()).isEqualTo("thinking");
                    signed++;
                }
            }
        }
        assertThat(signed).isGreaterThan(2);
    }

    @Test
    void saysWhatWasRefused() throws IOException {
        int refused = 0;
        for (Recorded reply : recorded()) {
            if (reply.status() != 200) {
                try (RawServer server = reply.serving()) {
                    ModelException error =
                            catchThrowableOfType(ModelException.class, () -> ask(server, new ArrayList<>(), false));
                    JsonNode said = reply.objects().get(0).path("error");

                    assertThat(error.status()).isEqualTo(reply.status());
                    assertThat(error).hasMessageContaining(said.path("message").asText());
                    assertThat(error.code()).contains(said.path("type").asText());
                    assertThat(error.requestId()).contains("req_7");
                    assertThat(error.retryable()).isEqualTo(reply.status() == 529);
                    refused++;
                }
            }
        }
        assertThat(refused).isEqualTo(3);
    }
}
