package dev.lian4j.models.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.conformance.WireFixture.Setup;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every provider's client must do, whatever its server's protocol. The limit on time only ends a hanging test. */
@Timeout(120)
public abstract class ChatModelConformance {

    private static final Said ANSWER = Said.texts("低秩", "适应👋", " adapts", ".");
    private static final List<ToolCall> CALLS = List.of(
            new ToolCall("call_1", "get_weather", "{\"city\":\"北京\",\"days\":3}"),
            new ToolCall("call_2", "get_time", "{\"zone\":\"Asia/Shanghai\"}"));

    /** The provider under test. */
    protected abstract WireFixture wire();

    private ChatModel model(RawServer server) {
        return wire().model(new Setup(server.url(), 100_000_000, false));
    }

    private static ChatResponse stream(ChatModel model) {
        return model.invoke(ChatRequest.of("Hi"), piece -> {});
    }

    private String head() {
        return RawServer.head(200, wire().streamType()) + "\r\n";
    }

    private RawServer streaming(List<String> events) throws IOException {
        return RawServer.of(RawServer.sending(head() + String.join("", events)));
    }

    private static RawServer whole(int status, String body, String... headers) throws IOException {
        return RawServer.of(RawServer.sending(RawServer.json(status, body, headers)));
    }

    private static String text(List<Piece> pieces) {
        return pieces.stream()
                .filter(Piece.Text.class::isInstance)
                .map(piece -> ((Piece.Text) piece).text())
                .collect(Collectors.joining());
    }

    private static String arguments(List<Piece> pieces) {
        Map<Integer, String> byCall = new TreeMap<>();
        for (Piece piece : pieces) {
            if (piece instanceof Piece.ToolCallDelta delta) {
                byCall.merge(delta.index(), delta.arguments(), String::concat);
            }
        }
        return String.join("", byCall.values());
    }

    @Test
    void readsAWholeAnswer() throws IOException {
        try (RawServer server = whole(200, wire().whole(ANSWER))) {
            ChatResponse response = model(server).invoke(ChatRequest.of("Hi"));

            assertThat(response.text()).isEqualTo(ANSWER.text());
            assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(response.usage()).isEqualTo(Said.USAGE);
            assertThat(response.message().toolCalls()).isEmpty();
        }
    }

    @Test
    void readsAStreamedAnswerAsItComes() throws IOException {
        try (RawServer server = streaming(wire().stream(ANSWER))) {
            List<Piece> pieces = new ArrayList<>();
            ChatResponse response = model(server).invoke(ChatRequest.of("Hi"), pieces::add);

            assertThat(response.text()).isEqualTo(ANSWER.text());
            assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(response.usage()).isEqualTo(Said.USAGE);
            assertThat(pieces).hasSize(ANSWER.texts().size());
            assertThat(text(pieces)).isEqualTo(ANSWER.text());
        }
    }

    @Test
    void tellsThoughtsFromTheAnswer() throws IOException {
        Said said = new Said(List.of("先想", "一想"), List.of("42"), List.of(), Said.USAGE);
        try (RawServer whole = whole(200, wire().whole(said));
                RawServer streaming = streaming(wire().stream(said))) {
            List<Piece> pieces = new ArrayList<>();
            ChatResponse streamed = model(streaming).invoke(ChatRequest.of("Hi"), pieces::add);

            for (ChatResponse response : List.of(streamed, model(whole).invoke(ChatRequest.of("Hi")))) {
                assertThat(response.message().reasoning()).isEqualTo(said.thoughts());
                assertThat(response.text()).isEqualTo("42");
            }
            assertThat(pieces.subList(0, 2)).containsExactly(new Piece.Reasoning("先想"), new Piece.Reasoning("一想"));
        }
    }

    private static void checkCalls(ChatResponse response) {
        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.message().toolCalls()).hasSameSizeAs(CALLS);
        for (int i = 0; i < CALLS.size(); i++) {
            ToolCall call = response.message().toolCalls().get(i);
            assertThat(call.name()).isEqualTo(CALLS.get(i).name());
            // Not letter by letter: some protocols send objects, not texts.
            assertThat(Bodies.json(call.arguments()))
                    .isEqualTo(Bodies.json(CALLS.get(i).arguments()));
            assertThat(call.id()).isNotEmpty();
        }
        assertThat(response.message().toolCalls()).extracting(ToolCall::id).doesNotHaveDuplicates();
    }

    @Test
    void readsToolCalls() throws IOException {
        Said said = Said.calls(CALLS.toArray(ToolCall[]::new));
        try (RawServer whole = whole(200, wire().whole(said));
                RawServer streaming = streaming(wire().stream(said))) {
            List<Piece> pieces = new ArrayList<>();
            ChatResponse streamed = model(streaming).invoke(ChatRequest.of("Hi"), pieces::add);

            checkCalls(streamed);
            checkCalls(model(whole).invoke(ChatRequest.of("Hi")));
            assertThat(arguments(pieces))
                    .isEqualTo(streamed.message().toolCalls().stream()
                            .map(ToolCall::arguments)
                            .collect(Collectors.joining()));
        }
    }

    @Test
    void sendsAConversationWithToolResults() throws IOException {
        try (RawServer server = whole(200, wire().whole(ANSWER))) {
            ChatRequest conversation = new ChatRequest(
                    List.of(
                            Message.system("你是助手"),
                            Message.user("天气?"),
                            new AiMessage("", CALLS, ""),
                            new ToolMessage("call_1", "晴, 25°C"),
                            new ToolMessage("call_2", "down", true),
                            Message.user("谢谢")),
                    Bodies.asking(ChatFeature.TOOLS).parameters());
            model(server).invoke(conversation);

            assertThat(server.received().get(0).body())
                    .contains("你是助手", "天气?", "get_weather", "北京", "晴, 25°C", "down", "谢谢");
        }
    }

    @ParameterizedTest
    @EnumSource(ChatFeature.class)
    void sendsWhatIsAskedOrSaysThatItCannot(ChatFeature feature) throws IOException {
        try (RawServer server = whole(200, wire().whole(ANSWER))) {
            ChatModel model = model(server);
            ChatRequest asked = Bodies.asking(feature);

            if (model.features().contains(feature)) {
                model.invoke(Bodies.without(feature));
                model.invoke(asked);

                assertThat(Bodies.json(server.received().get(1).body()))
                        .as("the body that asks for %s", feature)
                        .isNotEqualTo(Bodies.json(server.received().get(0).body()));
            } else {
                assertThatExceptionOfType(ModelException.class)
                        .isThrownBy(() -> model.invoke(asked))
                        .withMessageContaining(feature.name().toLowerCase(Locale.ROOT))
                        .matches(e -> !e.retryable());
                assertThat(server.received()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ChatFeature.class)
    void leavesOutWhatItCannotWhereThatIsAllowed(ChatFeature feature) throws IOException {
        try (RawServer server = whole(200, wire().whole(ANSWER))) {
            ChatModel model = wire().model(new Setup(server.url(), 100_000_000, true));
            assumeTrue(!model.features().contains(feature), "has " + feature);
            model.invoke(Bodies.without(feature));
            model.invoke(Bodies.asking(feature));

            assertThat(Bodies.json(server.received().get(1).body()))
                    .isEqualTo(Bodies.json(server.received().get(0).body()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 529})
    void saysWhatAStatusMeans(int status) throws IOException {
        Set<Integer> later = Set.of(408, 429, 500, 502, 503, 529);
        try (RawServer server =
                whole(status, wire().error(status, "it did not work, " + WireFixture.KEY), "x-request-id: req-7")) {
            for (boolean streamed : new boolean[] {false, true}) {
                ModelException error = catchThrowableOfType(ModelException.class, () -> {
                    var unused =
                            streamed ? stream(model(server)) : model(server).invoke(ChatRequest.of("Hi"));
                });

                assertThat(error.status()).isEqualTo(status);
                assertThat(error.retryable()).isEqualTo(later.contains(status));
                assertThat(error).isInstanceOf(type(status));
                assertThat(error).hasMessageContaining("it did not work");
                assertThat(error).hasMessageNotContaining("canary");
                assertThat(error.requestId()).contains("req-7");
            }
        }
    }

    private static Class<? extends ModelException> type(int status) {
        return switch (status) {
            case 401, 403 -> AuthenticationException.class;
            case 429 -> RateLimitedException.class;
            default -> ModelException.class;
        };
    }

    @Test
    void tellsHowLongToWait() throws IOException {
        try (RawServer server = whole(429, wire().error(429, "slowly"), "Retry-After: 7")) {
            assertThatExceptionOfType(RateLimitedException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(7)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 502})
    void saysThatItGotAPageNotAReply(int status) throws IOException {
        String page = "<!DOCTYPE html><html><body><h1>Welcome to nginx!</h1></body></html>";
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.head(status, "text/html") + "\r\n" + page))) {
            for (boolean streamed : new boolean[] {false, true}) {
                ModelException error = catchThrowableOfType(ModelException.class, () -> {
                    var unused =
                            streamed ? stream(model(server)) : model(server).invoke(ChatRequest.of("Hi"));
                });

                assertThat(error.status()).isEqualTo(status);
                assertThat(error).hasMessageContaining("nginx");
                assertThat(error).isInstanceOf(status == 200 ? InvalidResponseException.class : ModelException.class);
            }
        }
    }

    @Test
    void takesNoEmptyReplyForAnAnswer() throws IOException {
        try (RawServer whole = whole(200, "");
                RawServer object = whole(200, "{}");
                RawServer streaming = streaming(List.of())) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model(whole).predict("Hi"));
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model(object).predict("Hi"));
            assertThatExceptionOfType(ModelException.class).isThrownBy(() -> stream(model(streaming)));
        }
    }

    @Test
    void saysThatAReplyIsNotJson() throws IOException {
        try (RawServer server = whole(200, "{\"half\": tru")) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .withMessageContaining("JSON");
        }
    }

    @Test
    void joinsAStreamThatComesByteByByte() throws IOException {
        byte[] bytes = (head() + String.join("", wire().stream(ANSWER))).getBytes(StandardCharsets.UTF_8);
        Script byByte = (out, socket) -> {
            for (byte b : bytes) {
                out.write(b);
                out.flush();
            }
        };
        try (RawServer server = RawServer.of(byByte)) {
            List<Piece> pieces = new ArrayList<>();
            ChatResponse response = model(server).invoke(ChatRequest.of("Hi"), pieces::add);

            assertThat(response.text()).isEqualTo(ANSWER.text()).isEqualTo(text(pieces));
            assertThat(response.usage()).isEqualTo(Said.USAGE);
        }
    }

    @Test
    void takesNoCutStreamForAWholeOne() throws IOException {
        List<String> events = wire().stream(ANSWER);
        byte[] bytes = String.join("", events).getBytes(StandardCharsets.UTF_8);
        String answer = String.join("", events.subList(0, wire().wholeAfter(events)));
        // The last event's own line end may be the cut that does not matter.
        int least = answer.stripTrailing().getBytes(StandardCharsets.UTF_8).length;
        int most = answer.getBytes(StandardCharsets.UTF_8).length;
        Script[] cuts = new Script[bytes.length];
        Arrays.setAll(cuts, length -> (out, socket) -> {
            out.write(head().getBytes(StandardCharsets.UTF_8));
            out.write(bytes, 0, length);
        });
        try (RawServer server = RawServer.of(cuts)) {
            ChatModel model = model(server);
            for (int length = 0; length < bytes.length; length++) {
                Throwable error = catchThrowable(() -> stream(model));
                if (length < least) {
                    assertThat(error).as("cut after %d bytes", length).isInstanceOf(StreamTruncatedException.class);
                    String came = ((StreamTruncatedException) error).partialText();
                    assertThat(ANSWER.text()).startsWith(came);
                } else if (length >= most) {
                    assertThat(error).as("cut after %d bytes", length).isNull();
                }
            }
        }
    }

    @Test
    void carriesThePartThatCame() throws IOException {
        List<String> events = wire().stream(ANSWER);
        String wanted = ANSWER.texts().get(0) + ANSWER.texts().get(1);
        Set<String> came = new HashSet<>();
        for (int count = 1; count < wire().wholeAfter(events); count++) {
            try (RawServer server = streaming(events.subList(0, count))) {
                came.add(catchThrowableOfType(StreamTruncatedException.class, () -> stream(model(server)))
                        .partialText());
            }
        }
        assertThat(came).contains(wanted, ANSWER.text());
    }

    @Test
    void takesAWholeAnswerWithoutWhatFollowsIt() throws IOException {
        List<String> events = wire().stream(ANSWER);
        try (RawServer server = streaming(events.subList(0, wire().wholeAfter(events)))) {
            assertThat(stream(model(server)).text()).isEqualTo(ANSWER.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r"})
    void readsOtherLineEnds(String lineEnd) throws IOException {
        List<String> events = wire().stream(ANSWER).stream()
                .map(event -> event.replace("\n", lineEnd))
                .toList();
        try (RawServer server = streaming(events)) {
            ChatResponse response = stream(model(server));

            assertThat(response.text()).isEqualTo(ANSWER.text());
            assertThat(response.usage()).isEqualTo(Said.USAGE);
        }
    }

    @Test
    void passesOverComments() throws IOException {
        assumeTrue(wire().streamType().contains("event-stream"), "only server-sent events have comments");
        List<String> events = new ArrayList<>(List.of(": OPENROUTER PROCESSING\n\n"));
        for (String event : wire().stream(ANSWER)) {
            events.add(": keep-alive\n\n");
            events.add("id: 1\nretry: 3000\n: within\n" + event);
        }
        try (RawServer server = streaming(events)) {
            assertThat(stream(model(server)).text()).isEqualTo(ANSWER.text());
        }
    }

    @Test
    void endsWithTheErrorThatComesMidStream() throws IOException {
        List<String> events = new ArrayList<>(wire().stream(ANSWER));
        events.subList(wire().wholeAfter(events) - 1, events.size()).clear();
        events.add(wire().streamError("overloaded, " + WireFixture.KEY));
        try (RawServer server = streaming(events)) {
            List<Piece> pieces = new ArrayList<>();
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model(server).invoke(ChatRequest.of("Hi"), pieces::add))
                    .withMessageContaining("overloaded")
                    .satisfies(e -> assertThat(e).isNotInstanceOf(StreamTruncatedException.class))
                    .satisfies(e -> assertThat(e).hasMessageNotContaining("canary"));
            assertThat(ANSWER.text()).startsWith(text(pieces));
            assertThat(pieces).isNotEmpty();
        }
    }

    @Test
    void reportsAnEventThatIsNotJson() throws IOException {
        List<String> events = new ArrayList<>(wire().stream(ANSWER));
        events.set(1, events.get(1).replaceFirst("\\{", "{["));
        try (RawServer server = streaming(events)) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> stream(model(server)))
                    .withMessageContaining("JSON");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsNoMoreThanItsLimit(boolean streamed) throws IOException {
        byte[] block = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        List<String> events = wire().stream(ANSWER);
        Script endless = (out, socket) -> {
            String start = streamed ? head() : RawServer.head(200, "application/json") + "\r\n";
            out.write(start.getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(streamed ? events.get(0).getBytes(StandardCharsets.UTF_8) : block);
            }
        };
        try (RawServer server = RawServer.of(endless)) {
            ChatModel model = wire().model(new Setup(server.url(), 2_000_000, false));
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> {
                        var unused = streamed ? stream(model) : model.invoke(ChatRequest.of("Hi"));
                    })
                    .withMessageContaining("2000000 bytes");
        }
    }

    @Test
    void closingAStreamClosesTheConnection() throws Exception {
        List<String> events = wire().stream(ANSWER);
        CountDownLatch gone = new CountDownLatch(1);
        Script stalling = (out, socket) -> {
            RawServer.sending(head() + String.join("", events.subList(0, wire().wholeAfter(events) - 1)))
                    .serve(out, socket);
            RawServer.awaitClient(socket);
            gone.countDown();
        };
        try (RawServer server = RawServer.of(stalling)) {
            Streamed<ChatResponse> streamed = model(server).stream(ChatRequest.of("Hi"));
            assertThat(streamed.pieces().iterator().next())
                    .isEqualTo(new Piece.Text(ANSWER.texts().get(0)));
            streamed.close();

            gone.await();
        }
    }

    @Test
    void countsNoTokensTwice() throws IOException {
        Said said = new Said(List.of(), List.of("a", "b", "c", "d", "e"), List.of(), new TokenUsage(5, 7));
        try (RawServer server = streaming(wire().stream(said))) {
            assertThat(stream(model(server)).usage()).isEqualTo(new TokenUsage(5, 7));
        }
    }

    @Test
    void namesNoKey() throws IOException {
        try (RawServer server = whole(200, wire().whole(ANSWER))) {
            ChatModel model = model(server);
            model.predict("Hi");

            assertThat(model.toString()).doesNotContain("canary");
            assertThat(server.received().get(0).line()).doesNotContain("canary");
            assertThat(EnumSet.copyOf(model.features())).isNotEmpty();
        }
    }
}
