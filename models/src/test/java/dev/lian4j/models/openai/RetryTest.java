package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelConnectionException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.error.ModelTimeoutException;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.core.error.StreamTruncatedException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.models.http.Timeouts;
import dev.lian4j.models.testing.Chunks;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which faults are tried again, how often, and after what wait; no test really waits. */
@Timeout(60)
class RetryTest {

    private final List<Long> waits = new ArrayList<>();

    private ChatOpenAi model(RawServer server) {
        return model(server.url());
    }

    private ChatOpenAi model(String url) {
        return ChatOpenAi.builder()
                .apiKey("")
                .baseUrl(url)
                .retry(Retry.of(3).sleepingBy(waits::add))
                .build();
    }

    private static Script refusing(int status, String... headers) {
        return RawServer.sending(
                RawServer.json(status, "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":null}}", headers));
    }

    private static Script answering() {
        return RawServer.sending(RawServer.json(200, Chunks.whole("at last")));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 529})
    void triesAgainWhatMayPass(int status) throws Exception {
        try (RawServer server = RawServer.of(refusing(status), refusing(status), answering())) {
            assertThat(model(server).predict("Hi")).isEqualTo("at last");

            assertThat(server.received()).hasSize(3);
            assertThat(waits).hasSize(2);
            assertThat(waits.get(0)).isBetween(375L, 500L);
            assertThat(waits.get(1)).isBetween(750L, 1000L);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 503})
    void givesUpAfterSoManyTries(int status) throws Exception {
        try (RawServer server = RawServer.of(refusing(status))) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(status));

            assertThat(server.received()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 413, 415, 422})
    void doesNotTryAgainWhatWillNotPass(int status) throws Exception {
        try (RawServer server = RawServer.of(refusing(status))) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .matches(e -> !e.retryable());

            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void leavesNoTryToTheHttpLibrary() throws Exception {
        // OkHttp would itself repeat these two, the second even with its retries off.
        for (Script script : List.of(refusing(408), refusing(503, "Retry-After: 0"))) {
            try (RawServer server = RawServer.of(script)) {
                assertThatExceptionOfType(ModelException.class)
                        .isThrownBy(() -> model(server).predict("Hi"));

                assertThat(server.received()).hasSize(3);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Retry-After: 2, 2000", "retry-after-ms: 1500, 1500", "Retry-After: 0.5, 500"})
    void waitsAsLongAsAsked(String header, long millis) throws Exception {
        for (int status : List.of(429, 503)) {
            waits.clear();
            try (RawServer server = RawServer.of(refusing(status, header), answering())) {
                model(server).predict("Hi");

                assertThat(waits).containsExactly(millis);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "NaN", "never", "Wed, 21 Oct 2015 07:28:00 GMT"})
    void backsOffAsUsualWhereTheAskedWaitMakesNoSense(String value) throws Exception {
        try (RawServer server = RawServer.of(refusing(429, "Retry-After: " + value), answering())) {
            model(server).predict("Hi");

            assertThat(waits).hasSize(1).allMatch(wait -> wait >= 375 && wait <= 500);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3600", "1e9", "Sat, 21 Oct 2215 07:28:00 GMT"})
    void doesNotWaitForHours(String value) throws Exception {
        try (RawServer server = RawServer.of(refusing(429, "Retry-After: " + value))) {
            assertThatExceptionOfType(RateLimitedException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .satisfies(e -> assertThat(e.retryAfter()).get().matches(wait -> wait.toSeconds() >= 3600));

            assertThat(server.received()).hasSize(1);
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void doesNotWaitBeyondTheLimitOfTheCall() throws Exception {
        try (RawServer server = RawServer.of(refusing(429, "Retry-After: 100"))) {
            ChatOpenAi model = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .retry(Retry.of(3).sleepingBy(waits::add))
                    .timeouts(Timeouts.DEFAULT.call(Duration.ofSeconds(50)))
                    .build();

            assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> model.predict("Hi"));
            assertThat(waits).isEmpty();
        }
    }

    @Test
    void doesNotBeginATryAfterTheLimitOfTheCall() throws Exception {
        try (RawServer server = RawServer.of(refusing(500))) {
            ChatOpenAi model = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .retry(Retry.of(3).sleepingBy(millis -> new CountDownLatch(1).await(2100, TimeUnit.MILLISECONDS)))
                    .timeouts(Timeouts.DEFAULT.call(Duration.ofSeconds(2)))
                    .build();

            assertThatExceptionOfType(ModelTimeoutException.class)
                    .isThrownBy(() -> model.predict("Hi"))
                    .withMessageContaining("PT2S in all")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void knowsARefusalByItsStatusEvenIfTheRestIsCut() throws Exception {
        Script cut = RawServer.sending(
                RawServer.head(401, "application/json") + "Content-Length: 500\r\n\r\n{\"error\":{\"mess");
        try (RawServer server = RawServer.of(cut)) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> model(server).predict("Hi"));
        }
    }

    @ParameterizedTest
    @CsvSource({"500, false, 1", "429, false, 1", "400, true, 3", "500, true, 3", "400, maybe, 1"})
    void obeysTheServersOwnWord(int status, String word, int tries) throws Exception {
        try (RawServer server = RawServer.of(refusing(status, "x-should-retry: " + word))) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model(server).predict("Hi"));

            assertThat(server.received()).hasSize(tries);
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        429,
                        "{\"error\":{\"message\":\"You exceeded your current quota\",\"type\":\"insufficient_quota\",\"code\":\"insufficient_quota\"}}",
                        RateLimitedException.class,
                        "billing"),
                Arguments.of(
                        400,
                        "{\"error\":{\"message\":\"This model's maximum context length is 4097 tokens\",\"code\":\"context_length_exceeded\"}}",
                        ContextLengthExceededException.class,
                        "4097"),
                Arguments.of(
                        400,
                        "{\"object\":\"error\",\"message\":\"This model's maximum context length is 2048 tokens.\",\"code\":400}",
                        ContextLengthExceededException.class,
                        "2048"),
                Arguments.of(
                        500,
                        "{\"error\":{\"code\":500,\"message\":\"the request exceeds the available context size\",\"type\":\"exceed_context_size_error\"}}",
                        ContextLengthExceededException.class,
                        "shorten"),
                Arguments.of(401, "{\"error\":{\"message\":\"bad key\"}}", AuthenticationException.class, "bad key"),
                Arguments.of(403, "", AuthenticationException.class, "HTTP 403"),
                Arguments.of(404, "{\"detail\":\"Not Found\"}", ModelException.class, "model's name"),
                Arguments.of(
                        422,
                        "{\"detail\":[{\"msg\":\"field required\",\"input\":\"secret stuff\"}]}",
                        ModelException.class,
                        "field required"),
                Arguments.of(400, "<html>Bad gateway page</html>", ModelException.class, "Bad gateway page"),
                Arguments.of(
                        400, "{\"code\":\"InvalidParameter\",\"message\":\"参数错误\"}", ModelException.class, "参数错误"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void namesWhatIsRefused(int status, String body, Class<? extends ModelException> type, String words)
            throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.json(status, body, "x-request-id: req-1")))) {
            ModelException refused = catchThrowableOfType(
                    ModelException.class, () -> model(server).predict("Hi"));

            assertThat(refused).isExactlyInstanceOf(type).hasMessageContaining(words);
            assertThat(refused.getMessage()).doesNotContain("secret stuff");
            assertThat(refused.status()).isEqualTo(status);
            assertThat(refused.requestId()).contains("req-1");
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void followsNoRedirect() throws Exception {
        try (RawServer elsewhere = RawServer.of(answering());
                RawServer server = RawServer.of(RawServer.sending(
                        RawServer.json(307, "", "Location: " + elsewhere.url() + "/chat/completions?token=canary")))) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .withMessageContaining(elsewhere.url())
                    .matches(e -> !String.valueOf(e.getMessage()).contains("canary"));

            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void triesAgainABrokenConnection() throws Exception {
        Script reset = (out, socket) -> socket.setSoLinger(true, 0);
        Script cut = RawServer.sending(RawServer.head(200, "application/json") + "Content-Length: 500\r\n\r\n{\"choi");
        try (RawServer server = RawServer.of(reset, cut, answering())) {
            assertThat(model(server).predict("Hi")).isEqualTo("at last");
        }
    }

    @Test
    void saysWhereNobodyListens() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        String url = "http://127.0.0.1:" + port + "/v1";

        assertThatExceptionOfType(ModelConnectionException.class)
                .isThrownBy(() -> model(url).predict("Hi"))
                .withMessageContaining(url)
                .withMessageContaining("server runs");
        assertThat(waits).hasSize(2);
    }

    @Test
    void saysThatAHostIsNotKnown() {
        assertThatExceptionOfType(ModelConnectionException.class)
                .isThrownBy(() -> model("http://no-such-host.invalid/v1").predict("Hi"))
                .withMessageContaining("no-such-host.invalid")
                .withMessageContaining("not known");
    }

    @Test
    void saysThatAServerSpeaksNoHttp() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending("SSH-2.0-OpenSSH_9.2\r\n"))) {
            assertThatExceptionOfType(ModelConnectionException.class)
                    .isThrownBy(() -> model(server).predict("Hi"))
                    .withMessageContaining(server.url());
        }
    }

    @Test
    void triesAgainAStallButNotForever() throws Exception {
        try (RawServer server = RawServer.of(RawServer.stallingAfter())) {
            ChatOpenAi model = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .retry(Retry.of(2).sleepingBy(waits::add))
                    .timeouts(Timeouts.DEFAULT.read(Duration.ofMillis(100)))
                    .build();

            assertThatExceptionOfType(ModelTimeoutException.class).isThrownBy(() -> model.predict("Hi"));
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void triesAStreamAgainWhileNothingHasBeenSeen() throws Exception {
        try (RawServer server = RawServer.of(
                refusing(503),
                RawServer.sending(RawServer.sseHead() + Chunks.delta("{\"role\":\"assistant\",\"content\":\"\"}")),
                RawServer.sending(
                        RawServer.sseHead() + Chunks.text("at last") + Chunks.finish("stop") + Chunks.DONE))) {
            List<Object> pieces = new ArrayList<>();

            assertThat(model(server).invoke(ChatRequest.of("Hi"), pieces::add).text())
                    .isEqualTo("at last");
            assertThat(pieces).hasSize(1);
        }
    }

    @Test
    void neverSendsATextTwice() throws Exception {
        try (RawServer server = RawServer.of(RawServer.sending(RawServer.sseHead() + Chunks.text("once")))) {
            List<Object> pieces = new ArrayList<>();

            assertThatExceptionOfType(StreamTruncatedException.class)
                    .isThrownBy(() -> model(server).invoke(ChatRequest.of("Hi"), pieces::add));
            assertThat(pieces).hasSize(1);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void marksAllTriesOfACallAsOne() throws Exception {
        try (RawServer server = RawServer.of(refusing(500), answering())) {
            ChatOpenAi model = model(server);
            model.predict("Hi");
            model.predict("Hi");

            List<String> keys = server.received().stream()
                    .map(request -> request.headers().get("idempotency-key"))
                    .toList();
            assertThat(keys).hasSize(3).doesNotContainNull();
            assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
        }
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        try (RawServer server = RawServer.of(refusing(500))) {
            ChatOpenAi model = ChatOpenAi.builder()
                    .apiKey("")
                    .baseUrl(server.url())
                    .retry(Retry.of(3).sleepingBy(millis -> {
                        throw new InterruptedException();
                    }))
                    .build();

            assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> model.predict("Hi"));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(server.received()).hasSize(1);
        }
    }
}
