package dev.lian4j.models.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.models.anthropic.ChatAnthropic;
import dev.lian4j.models.gemini.ChatGemini;
import dev.lian4j.models.gemini.GeminiEmbeddings;
import dev.lian4j.models.ollama.ChatOllama;
import dev.lian4j.models.ollama.OllamaEmbeddings;
import dev.lian4j.models.ollama.OllamaLlm;
import dev.lian4j.models.openai.ChatOpenAi;
import dev.lian4j.models.openai.OpenAi;
import dev.lian4j.models.openai.OpenAiEmbeddings;
import dev.lian4j.models.rerank.HttpReranker;
import dev.lian4j.models.rerank.RerankProvider;
import dev.lian4j.models.support.ServerBuilder;
import dev.lian4j.testing.net.RawServer;
import dev.lian4j.testing.net.RawServer.Script;
import dev.lian4j.testing.time.RecordingSleeper;
import dev.lian4j.testing.time.VirtualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often each client of a server asks, and after what waits; none really waits. */
@Timeout(120)
class RetryMatrixTest {

    private static final String ERROR = "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":null}}";
    private static final Duration USUAL = Duration.ofMillis(500);

    private final RecordingSleeper sleeper = RecordingSleeper.on(VirtualClock.at(Instant.EPOCH));

    /** All that asks a server. */
    enum Asking {
        CHAT_OPENAI,
        CHAT_OPENAI_STREAM,
        CHAT_ANTHROPIC,
        CHAT_GEMINI,
        CHAT_OLLAMA,
        LLM_OPENAI,
        LLM_OLLAMA,
        EMBEDDINGS_OPENAI,
        EMBEDDINGS_GEMINI,
        EMBEDDINGS_OLLAMA,
        RERANKER
    }

    private <B extends ServerBuilder<B>> B to(RawServer server, B builder) {
        return builder.baseUrl(server.url()).apiKey("k").retry(Retry.of(3).sleepingBy(sleeper::sleep));
    }

    private void ask(Asking client, RawServer server) {
        switch (client) {
            case CHAT_OPENAI ->
                to(server, ChatOpenAi.builder().model("m")).build().predict("Hi");
            case CHAT_OPENAI_STREAM ->
                Client.stream(to(server, ChatOpenAi.builder().model("m")).build());
            case CHAT_ANTHROPIC ->
                to(server, ChatAnthropic.builder().model("m")).build().predict("Hi");
            case CHAT_GEMINI ->
                to(server, ChatGemini.builder().model("m")).build().predict("Hi");
            case CHAT_OLLAMA ->
                to(server, ChatOllama.builder().model("m")).build().predict("Hi");
            case LLM_OPENAI -> to(server, OpenAi.builder().model("m")).build().invoke(ChatRequest.of("Hi"));
            case LLM_OLLAMA ->
                to(server, OllamaLlm.builder().model("m")).build().invoke(ChatRequest.of("Hi"));
            case EMBEDDINGS_OPENAI ->
                to(server, OpenAiEmbeddings.builder().model("m")).build().embedQuery("Hi");
            case EMBEDDINGS_GEMINI ->
                to(server, GeminiEmbeddings.builder().model("m")).build().embedQuery("Hi");
            case EMBEDDINGS_OLLAMA ->
                to(server, OllamaEmbeddings.builder().model("m")).build().embedQuery("Hi");
            case RERANKER ->
                to(server, HttpReranker.builder(RerankProvider.COHERE).model("m"))
                        .build()
                        .scores("q", List.of("a"));
        }
    }

    /** How often the server is asked that always answers so. */
    private int attempts(Asking client, Script script) throws IOException {
        try (RawServer server = RawServer.of(script)) {
            int before = sleeper.waits().size();
            assertThat(catchThrowableOfType(LianException.class, () -> ask(client, server)))
                    .as("%s", client)
                    .isNotNull();
            assertThat(sleeper.waits()).hasSize(before + server.received().size() - 1);
            return server.received().size();
        }
    }

    private static Script refusing(int status, String body, String... headers) {
        return RawServer.sending(RawServer.json(status, body, headers));
    }

    private List<Duration> lastWaits() {
        List<Duration> waits = sleeper.waits();
        return waits.subList(waits.size() - 2, waits.size());
    }

    private void assertUsualWaits(String why) {
        assertThat(lastWaits().get(0)).as(why).isBetween(USUAL.multipliedBy(3).dividedBy(4), USUAL);
        assertThat(lastWaits().get(1)).as(why).isBetween(USUAL.multipliedBy(6).dividedBy(4), USUAL.multipliedBy(2));
    }

    @ParameterizedTest
    @EnumSource
    void asksThreeTimesWhereItMayPass(Asking client) throws IOException {
        for (int status : List.of(408, 409, 429, 500, 502, 503, 504, 529)) {
            assertThat(attempts(client, refusing(status, ERROR)))
                    .as("HTTP %d", status)
                    .isEqualTo(3);
            assertUsualWaits("HTTP " + status);
        }
        // OkHttp would repeat these two itself.
        assertThat(attempts(client, refusing(503, ERROR, "Retry-After: 0"))).isEqualTo(3);
        assertThat(attempts(client, (out, socket) -> socket.setSoLinger(true, 0)))
                .isEqualTo(3);
        assertThat(attempts(client, refusing(400, ERROR, "x-should-retry: true")))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void asksOnceWhereItWillNotPass(Asking client) throws IOException {
        for (int status : List.of(400, 401, 403, 404, 413, 422)) {
            assertThat(attempts(client, refusing(status, ERROR)))
                    .as("HTTP %d", status)
                    .isEqualTo(1);
        }
        String quota = ERROR.replace("null", "\"insufficient_quota\"");
        assertThat(attempts(client, refusing(429, quota))).isEqualTo(1);
        assertThat(attempts(client, refusing(500, ERROR, "x-should-retry: false")))
                .isEqualTo(1);
        for (String hours : List.of("3600", "1e9", "Sat, 21 Oct 2215 07:28:00 GMT")) {
            assertThat(attempts(client, refusing(429, ERROR, "Retry-After: " + hours)))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsAsAskedWhereThatMakesSense(Asking client) throws IOException {
        assertThat(attempts(client, refusing(429, ERROR, "Retry-After: 2"))).isEqualTo(3);
        assertThat(lastWaits()).containsOnly(Duration.ofSeconds(2));
        assertThat(attempts(client, refusing(503, ERROR, "retry-after-ms: 1500", "Retry-After: 9")))
                .isEqualTo(3);
        assertThat(lastWaits()).containsOnly(Duration.ofMillis(1500));
        String soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(100));
        assertThat(attempts(client, refusing(429, ERROR, "Retry-After: " + soon)))
                .isEqualTo(3);
        assertThat(lastWaits()).allMatch(wait -> wait.toSeconds() <= 100 && wait.toSeconds() > 30);
        for (String nonsense : List.of("0", "-5", "NaN", "-Infinity", "soon", "Wed, 21 Oct 2015 07:28:00 GMT")) {
            assertThat(attempts(client, refusing(429, ERROR, "Retry-After: " + nonsense)))
                    .isEqualTo(3);
            assertUsualWaits(nonsense);
        }
    }
}
