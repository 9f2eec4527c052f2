package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.models.http.Timeouts;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okio.Buffer;
import okio.GzipSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that are cut, stalled, broken or endless. */
@Timeout(120)
class StreamFaultTest {

    private static final String TEXT = "低秩适应👋 adapts";
    private static final String ANSWER = Chunks.delta("{\"role\":\"assistant\",\"content\":\"\"}")
            + ": ping\n\n"
            + Chunks.text("低秩适应👋")
            + Chunks.text(" adapts")
            + Chunks.finish("stop");
    private static final String REPLY = ANSWER + Chunks.usage(3, 2) + Chunks.DONE;

    private static ChatOpenAi model(RawServer server) {
        return ChatOpenAi.builder()
                .apiKey("")
                .baseUrl(server.url())
                .retry(Retry.of(1))
                .build();
    }

    private static ChatOpenAi impatient(RawServer server) {
        return ChatOpenAi.builder()
                .apiKey("")
                .baseUrl(server.url())
                .retry(Retry.of(1))
                .timeouts(Timeouts.DEFAULT.read(Duration.ofMillis(300)))
                .build();
    }

    private static ChatResponse stream(ChatOpenAi model) {
        return model.invoke(ChatRequest.of("Hi"), piece -> {});
    }

    private static Script cutAfter(byte[] bytes, int length, boolean reset) {
        return (out, socket) -> {
            out.write(bytes, 0, length);
            out.flush();
            if (reset) {
                socket.setSoLinger(true, 0);
            }
        };
    }

    /** Each cut is another request; the order is kept, since requests come one after another. */
    private static Script[] cuts(byte[] bytes, int from, boolean reset) {
        Script[] scripts = new Script[bytes.length - from];
        Arrays.setAll(scripts, i -> cutAfter(bytes, from + i, reset));
        return scripts;
    }

    private static byte[] chunked(String body) {
        StringBuilder bytes = new StringBuilder(RawServer.head(200, "text/event-stream"));
        bytes.append("Transfer-Encoding: chunked\r\n\r\n");
        for (String event : body.split("(?<=\n\n)(?=.)", -1)) {
            int length = event.getBytes(StandardCharsets.UTF_8).length;
            bytes.append(Integer.toHexString(length))
                    .append("\r\n")
                    .append(event)
                    .append("\r\n");
        }
        return bytes.append("0\r\n\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesNoCutStreamForAWholeOne(boolean chunked) throws Exception {
        byte[] plain = (RawServer.sseHead() + REPLY).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = chunked ? chunked(REPLY) : plain;
        int head = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        int whole = chunked
                ? chunked(ANSWER).length - "\r\n0\r\n\r\n".length()
                : (RawServer.sseHead() + ANSWER).getBytes(StandardCharsets.UTF_8).length;
        try (RawServer server = RawServer.of(cuts(bytes, head, false))) {
            ChatOpenAi model = model(server);
            for (int length = head; length < bytes.length; length++) {
                if (length < whole) {
                    StreamTruncatedException cut =
                            catchThrowableOfType(StreamTruncatedException.class, () -> stream(model));
                    assertThat(cut).as("cut after %d bytes", length).isNotNull();
                    assertThat(TEXT).startsWith(cut.partialText());
                } else {
                    // The answer itself was whole; what is missing are figures or the closing mark.
                    assertThat(stream(model).text())
                            .as("cut after %d bytes", length)
                            .isEqualTo(TEXT);
                }
            }
        }
    }

    @Test
    void takesNoCutHeadForAReply() throws Exception {
        byte[] bytes = (RawServer.sseHead() + REPLY).getBytes(StandardCharsets.UTF_8);
        int head = RawServer.sseHead().length();
        byte[] onlyHead = Arrays.copyOf(bytes, head);
        try (RawServer server = RawServer.of(cuts(onlyHead, 0, false))) {
            ChatOpenAi model = model(server);
            for (int length = 0; length < head; length++) {
                assertThatExceptionOfType(ModelException.class)
                        .as("cut after %d bytes", length)
                        .isThrownBy(() -> stream(model));
            }
        }
    }

    @Test
    void takesNoResetStreamForAWholeOne() throws Exception {
        byte[] bytes = (RawServer.sseHead() + Chunks.text("低秩") + "data: {\"cho").getBytes(StandardCharsets.UTF_8);
        try (RawServer server = RawServer.of(cutAfter(bytes, bytes.length, true))) {
            // Whether the text or the reset is seen first is up to the network.
            assertThatExceptionOfType(LianException.class).isThrownBy(() -> stream(model(server)));
        }
    }

    @Test
    void takesNoCutWholeReplyForAWholeOne() throws Exception {
        String body = Chunks.whole(TEXT);
        byte[] withLength = RawServer.json(200, body).getBytes(StandardCharsets.UTF_8);
        byte[] without = (RawServer.head(200, "application/json") + "\r\n" + body).getBytes(StandardCharsets.UTF_8);
        for (byte[] bytes : List.of(withLength, without)) {
            int head = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            try (RawServer server = RawServer.of(cuts(bytes, head, false))) {
                ChatOpenAi model = model(server);
                for (int length = head; length < bytes.length; length++) {
                    assertThatExceptionOfType(ModelException.class)
                            .as("cut after %d bytes", length)
                            .isThrownBy(() -> model.predict("Hi"));
                }
            }
        }
    }

    @Test
    void keepsThePartThatCame() throws Exception {
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.sseHead("x-request-id: req-9"), Chunks.text("低秩"), Chunks.text("适应")))) {
            assertThatExceptionOfType(StreamTruncatedException.class)
                    .isThrownBy(() -> stream(model(server)))
                    .withMessageContaining("4 characters")
                    .satisfies(e -> assertThat(e.partialText()).isEqualTo("低秩适应"))
                    .satisfies(e -> assertThat(e.requestId()).contains("req-9"))
                    .matches(ModelException::retryable);
        }
    }

    @Test
    void joinsAStreamThatComesByteByByte() throws Exception {
        byte[] bytes = (RawServer.sseHead() + "\uFEFF" + REPLY.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);
        Script byByte = (out, socket) -> {
            for (byte b : bytes) {
                out.write(b);
                out.flush();
            }
        };
        try (RawServer server = RawServer.of(byByte)) {
            List<Piece> pieces = new ArrayList<>();

            ChatResponse response = model(server).invoke(ChatRequest.of("Hi"), pieces::add);

            assertThat(response.text()).isEqualTo(TEXT).isEqualTo(Chunks.joined(pieces));
            assertThat(response.usage()).isEqualTo(new TokenUsage(3, 2));
        }
    }

    @Test
    void endsASilentStall() throws Exception {
        try (RawServer server = RawServer.of(RawServer.stallingAfter(RawServer.sseHead() + Chunks.text("a")))) {
            assertThatExceptionOfType(ModelTimeoutException.class)
                    .isThrownBy(() -> stream(impatient(server)))
                    .withMessageContaining("PT0.3S")
                    .withMessageContaining(server.url());
        }
    }

    @Test
    void endsAStallBeforeTheReply() throws Exception {
        try (RawServer server = RawServer.of(RawServer.stallingAfter())) {
            assertThatExceptionOfType(ModelTimeoutException.class).isThrownBy(() -> stream(impatient(server)));
            assertThatExceptionOfType(ModelTimeoutException.class)
                    .isThrownBy(() -> impatient(server).predict("Hi"));
        }
    }

    @Test
    void endsAStallThatCommentsHide() throws Exception {
        Script pings = (out, socket) -> {
            out.write((RawServer.sseHead() + Chunks.text("a")).getBytes(StandardCharsets.UTF_8));
            pingForever(out, 20);
        };
        try (RawServer server = RawServer.of(pings)) {
            assertThatExceptionOfType(ModelTimeoutException.class).isThrownBy(() -> stream(impatient(server)));
        }
    }

    @Test
    void endsAStallThatAFloodOfCommentsHides() throws Exception {
        Script pings = (out, socket) -> {
            out.write((RawServer.sseHead() + Chunks.text("a")).getBytes(StandardCharsets.UTF_8));
            pingForever(out, 0);
        };
        try (RawServer server = RawServer.of(pings)) {
            assertThatExceptionOfType(ModelTimeoutException.class)
                    .isThrownBy(() -> stream(impatient(server)))
                    .withMessageContaining("PT0.3S")
                    .matches(ModelException::retryable);
        }
    }

    private static void pingForever(OutputStream out, long millis) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            out.write(": ping\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (millis > 0 && never.await(millis, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    @Test
    void countsTheSilenceOfEachEventAnewAndNotTheTimeOfTheReceiver() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        Script waiting = (out, socket) -> {
            out.write((RawServer.sseHead() + Chunks.text("a")).getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (received.await(30, TimeUnit.SECONDS)) {
                out.write(REPLY.getBytes(StandardCharsets.UTF_8));
            }
        };
        try (RawServer server = RawServer.of(waiting)) {
            ChatResponse response = impatient(server).invoke(ChatRequest.of("Hi"), piece -> {
                awaitLongerThanTheLimit();
                received.countDown();
            });

            assertThat(response.text()).isEqualTo("a" + TEXT);
        }
    }

    private static void awaitLongerThanTheLimit() {
        try {
            assertThat(new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void endsAtTheLimitOfTheWholeCall() throws Exception {
        Script trickle = (out, socket) -> {
            out.write(RawServer.sseHead().getBytes(StandardCharsets.UTF_8));
            CountDownLatch never = new CountDownLatch(1);
            do {
                out.write(Chunks.text("a").getBytes(StandardCharsets.UTF_8));
                out.flush();
            } while (!never.await(20, TimeUnit.MILLISECONDS));
        };
        try (RawServer server = RawServer.of(trickle)) {
            ChatOpenAi model = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .timeouts(Timeouts.DEFAULT.call(Duration.ofMillis(400)))
                    .build();

            assertThatExceptionOfType(ModelTimeoutException.class)
                    .isThrownBy(() -> stream(model))
                    .withMessageContaining("PT0.4S in all")
                    .matches(e -> !e.retryable());
        }
    }

    @Test
    void isDoneAtTheClosingMarkAndLetsTheConnectionGo() throws Exception {
        CountDownLatch clientGone = new CountDownLatch(1);
        Script holding = (out, socket) -> {
            out.write((RawServer.sseHead() + REPLY).getBytes(StandardCharsets.UTF_8));
            out.flush();
            RawServer.awaitClient(socket);
            clientGone.countDown();
        };
        try (RawServer server = RawServer.of(holding)) {
            assertThat(stream(model(server)).usage()).isEqualTo(new TokenUsage(3, 2));
            assertThat(clientGone.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void takesAWholeAnswerWithoutTheClosingMark() throws Exception {
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.sseHead() + ANSWER),
                RawServer.stallingAfter(RawServer.sseHead() + ANSWER))) {
            assertThat(stream(model(server)).text()).isEqualTo(TEXT);
            assertThat(stream(impatient(server)).text()).isEqualTo(TEXT);
        }
    }

    @Test
    void takesTheClosingMarkWithoutAFinishReason() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.sseHead() + Chunks.text("a") + Chunks.DONE))) {
            ChatResponse response = stream(model(server));

            assertThat(response.text()).isEqualTo("a");
            assertThat(response.finishReason()).isEqualTo(FinishReason.OTHER);
        }
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        "data: {\"error\":{\"message\":\"out of luck\",\"type\":\"server_error\",\"code\":\"c7\"}}\n\n",
                        ModelException.class,
                        "c7",
                        true),
                Arguments.of(
                        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"out of luck\"}}\n\n",
                        ModelException.class,
                        "overloaded_error",
                        true),
                Arguments.of("data: {\"error\":\"out of luck\"}\n\n", ModelException.class, null, false),
                Arguments.of("event: error\ndata: \"out of luck\"\n\n", ModelException.class, null, false),
                Arguments.of(
                        "data: {\"object\":\"error\",\"message\":\"out of luck\",\"type\":\"BadRequestError\",\"code\":400}\n\n",
                        ModelException.class,
                        "400",
                        false),
                Arguments.of(
                        "data: {\"error\":{\"message\":\"out of luck\",\"code\":429},\"choices\":[]}\n\n",
                        RateLimitedException.class,
                        "429",
                        true),
                Arguments.of(
                        "data: {\"error\":{\"message\":\"out of luck\",\"code\":\"insufficient_quota\"}}\n\n",
                        RateLimitedException.class,
                        "insufficient_quota",
                        false),
                Arguments.of(
                        "data: {\"error\":{\"message\":\"out of luck\",\"code\":\"invalid_api_key\"}}\n\n",
                        AuthenticationException.class,
                        "invalid_api_key",
                        false),
                Arguments.of(
                        "data: {\"error\":{\"message\":\"out of luck\",\"code\":\"context_length_exceeded\"}}\n\n",
                        ContextLengthExceededException.class,
                        "context_length_exceeded",
                        false));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void reportsAnErrorWithinTheStream(
            String event, Class<? extends ModelException> type, String code, boolean retryable) throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(
                RawServer.sseHead() + Chunks.text("part") + event + Chunks.finish("stop") + Chunks.DONE))) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> stream(model(server)))
                    .isInstanceOf(type)
                    .withMessageContaining("out of luck")
                    .satisfies(e -> assertThat(e.code().orElse(null)).isEqualTo(code))
                    .satisfies(e -> assertThat(e.retryable()).isEqualTo(retryable));
        }
    }

    @Test
    void passesOverAnEmptyErrorField() throws Exception {
        String chunk = Chunks.event(
                "{\"error\":null,\"choices\":[{\"delta\":{\"content\":\"fine\"},\"finish_reason\":\"stop\"}]}");
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.sseHead() + chunk + Chunks.DONE))) {
            assertThat(stream(model(server)).text()).isEqualTo("fine");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"choices\":[{\n\n",
                "data: nonsense\n\n",
                "data: 42\n\n",
                "data: [1]\n\n",
                "data: {} {}\n\n",
                "data:\n\n"
            })
    void reportsAMalformedEvent(String event) throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(
                RawServer.sseHead() + Chunks.text("a") + event + Chunks.finish("stop") + Chunks.DONE))) {
            assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> stream(model(server)));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsAPageInsteadOfAReply(boolean streamed) throws Exception {
        String page = "<!DOCTYPE html><html><body>Please log in to the 网络</body></html>" + " ".repeat(1000) + "tail";
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.head(200, "text/html; charset=utf-8") + "\r\n" + page),
                RawServer.sending(RawServer.head(200, "text/event-stream") + "\r\n" + page))) {
            for (int i = 0; i < (streamed ? 2 : 1); i++) {
                assertThatExceptionOfType(InvalidResponseException.class)
                        .isThrownBy(() -> answer(model(server), streamed))
                        .withMessageContaining("content type text/")
                        .withMessageContaining("Please log in to the 网络")
                        .matches(e -> !String.valueOf(e.getMessage()).contains("tail"));
            }
        }
    }

    private static ChatResponse answer(ChatOpenAi model, boolean streamed) {
        return streamed ? stream(model) : model.invoke(ChatRequest.of("Hi"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsAnEmptyReply(boolean streamed) throws Exception {
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.json(200, "")),
                RawServer.sending(RawServer.head(200, "text/plain") + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                RawServer.sending(RawServer.json(200, "   \n")))) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(InvalidResponseException.class)
                        .isThrownBy(() -> answer(model(server), streamed))
                        .withMessageContaining("content type");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"choices\":[]}", "{\"choices\":null}", "[]", "\"hi\"", "null"})
    void reportsAReplyWithoutChoices(String body) throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, body)))) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .withMessageContaining(server.url());
        }
    }

    @Test
    void reportsAStreamWithoutChoices() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.sseHead() + Chunks.DONE))) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> stream(model(server)))
                    .withMessageContaining("without choices");
        }
    }

    @Test
    void reportsAnErrorObjectOfAWholeReply() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(
                RawServer.json(200, "{\"error\":{\"message\":\"Provider returned error\",\"code\":502}}")))) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .withMessageContaining("Provider returned error")
                    .matches(ModelException::retryable);
        }
    }

    private static Script endless(String start, String more) {
        return (OutputStream out, Socket socket) -> {
            out.write((RawServer.sseHead() + start).getBytes(StandardCharsets.UTF_8));
            byte[] bytes = more.repeat(1000).getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(bytes);
            }
        };
    }

    @Test
    void limitsLinesEventsAndReplies() throws Exception {
        try (RawServer server = RawServer.of(
                endless("data: ", "aaaaaaaa"), endless("", "data: aaaaaaaa\n"), endless("", Chunks.text("aaaaaaaa")))) {
            ChatOpenAi model = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .retry(Retry.of(1))
                    .maxResponseBytes(30_000_000)
                    .build();
            for (String limit : List.of("1 MiB", "16 MiB", "30000000 bytes")) {
                assertThatExceptionOfType(InvalidResponseException.class)
                        .isThrownBy(() -> stream(model))
                        .withMessageContaining(limit);
            }
        }
    }

    @Test
    void limitsAWholeReply() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, Chunks.whole("a".repeat(2000)))))) {
            ChatOpenAi model = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .maxResponseBytes(1000)
                    .build();

            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model.predict("Hi"))
                    .withMessageContaining("1000 bytes");
        }
    }

    @Test
    void limitsWhatAPackedReplyUnpacksTo() throws Exception {
        Buffer packed = new Buffer();
        try (GzipSink gzip = new GzipSink(packed)) {
            gzip.write(new Buffer().writeUtf8(Chunks.whole("a".repeat(2_000_000))), 2_000_000);
        }
        byte[] bytes = packed.readByteArray();
        Script bomb = (out, socket) -> {
            out.write((RawServer.head(200, "application/json", "Content-Encoding: gzip") + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(bytes);
        };
        try (RawServer server = RawServer.of(bomb)) {
            ChatOpenAi model = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .maxResponseBytes(1_000_000)
                    .build();

            assertThat(bytes.length).isLessThan(100_000);
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model.predict("Hi"))
                    .withMessageContaining("1000000 bytes");
        }
    }

    @Test
    void readsAWholeReplyThatBeginsWithAByteOrderMark() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(200, "\uFEFF" + Chunks.whole("好"))))) {
            assertThat(model(server).predict("Hi")).isEqualTo("好");
        }
    }

    @Test
    void takesNoLimitOfOneStreamIntoTheNextCallOfItsConnection() throws Exception {
        String keepAlive = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: "
                + REPLY.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + REPLY;
        Script twice = (out, socket) -> {
            out.write(keepAlive.getBytes(StandardCharsets.UTF_8));
            out.flush();
            // The second request on this connection, whatever it says.
            assertThat(socket.getInputStream().read()).isPositive();
            out.write(keepAlive.getBytes(StandardCharsets.UTF_8));
            out.flush();
            RawServer.awaitClient(socket);
        };
        try (RawServer server = RawServer.of(twice)) {
            ChatOpenAi model = impatient(server);
            assertThat(stream(model).text()).isEqualTo(TEXT);
            awaitLongerThanTheLimit();
            assertThat(stream(model).text()).isEqualTo(TEXT);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void handsOnTheFirstTextBeforeTheSecondIsThere() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        Script waiting = (out, socket) -> {
            out.write((RawServer.sseHead() + Chunks.text("first")).getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (seen.await(30, TimeUnit.SECONDS)) {
                out.write((Chunks.text(" second") + Chunks.finish("stop") + Chunks.DONE)
                        .getBytes(StandardCharsets.UTF_8));
            }
        };
        try (RawServer server = RawServer.of(waiting)) {
            ChatResponse response = model(server).invoke(ChatRequest.of("Hi"), piece -> seen.countDown());

            assertThat(response.text()).isEqualTo("first second");
        }
    }
}
