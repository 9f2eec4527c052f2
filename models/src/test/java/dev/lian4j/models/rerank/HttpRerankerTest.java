package dev.lian4j.models.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.AuthenticationException;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.RateLimitedException;
import dev.lian4j.models.conformance.Bodies;
import dev.lian4j.models.conformance.WireFixture;
import dev.lian4j.models.env.Environment;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies in the form of the providers' API references. */
@Timeout(60)
class HttpRerankerTest {

    private static final String COHERE = "{\"results\":[{\"index\":1,\"relevance_score\":0.9},"
            + "{\"index\":0,\"relevance_score\":0.00012}],\"id\":\"x\",\"meta\":{\"billed_units\":{\"search_units\":1}}}";

    private static RawServer.Script answering(String body) {
        return RawServer.sending(RawServer.json(200, body));
    }

    private static HttpReranker.Builder builder(RerankProvider provider, RawServer server) {
        return HttpReranker.builder(provider)
                .model("m-1")
                .apiKey(WireFixture.KEY)
                .baseUrl(server.url())
                .retry(Retry.of(1));
    }

    @Test
    void scoresComeIntoTheirTextsPlaces() throws IOException {
        try (RawServer server = RawServer.of(answering(COHERE))) {
            HttpReranker reranker = builder(RerankProvider.COHERE, server).build();

            assertThat(reranker.scores("保修多久", List.of("天气", "保修两年"))).containsExactly(0.00012, 0.9);
            assertThat(Bodies.json(server.received().get(0).body()))
                    .isEqualTo(Bodies.json("{\"model\":\"m-1\",\"query\":\"保修多久\",\"documents\":[\"天气\",\"保修两年\"]}"));
            assertThat(server.received().get(0).line()).isEqualTo("POST /v1/rerank HTTP/1.1");
            assertThat(server.received().get(0).headers()).containsEntry("authorization", "Bearer " + WireFixture.KEY);
            assertThat(reranker.toString()).contains("m-1").doesNotContain("canary");
            assertThat(reranker.scores("?", List.of())).isEmpty();
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void manyTextsGoInBatches() throws IOException {
        try (RawServer server =
                RawServer.of(answering(COHERE), answering("{\"results\":[{\"index\":0,\"relevance_score\":-3}]}"))) {
            HttpReranker reranker =
                    builder(RerankProvider.COHERE, server).batchSize(2).build();

            assertThat(reranker.scores("q", List.of("a", "b", "c"))).containsExactly(0.00012, 0.9, -3);
            assertThat(server.received().get(1).body()).contains("[\"c\"]");
        }
    }

    @Test
    void eachProviderIsAskedInItsWay() throws IOException {
        try (RawServer server = RawServer.of(
                answering("{\"model\":\"m\",\"usage\":{\"total_tokens\":9},\"results\":"
                        + "[{\"index\":0,\"relevance_score\":0.5,\"document\":{\"text\":\"a\"}}]}"),
                answering("{\"object\":\"list\",\"data\":[{\"relevance_score\":0.25,\"index\":0}],\"model\":\"m\"}"))) {
            assertThat(builder(RerankProvider.JINA, server).build().scores("q", List.of("a")))
                    .containsExactly(0.5);
            assertThat(builder(RerankProvider.VOYAGE, server).build().scores("q", List.of("a")))
                    .containsExactly(0.25);
            assertThat(server.received().get(0).body()).contains("\"return_documents\":false");
            assertThat(server.received().get(1).body()).doesNotContain("return_documents");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"results\":[{\"index\":0,\"relevance_score\":1}]}",
                "{\"results\":[{\"index\":0,\"relevance_score\":1},{\"index\":0,\"relevance_score\":1}]}",
                "{\"results\":[{\"index\":0,\"relevance_score\":1},{\"index\":2,\"relevance_score\":1}]}",
                "{\"results\":[{\"index\":0,\"relevance_score\":1},{\"relevance_score\":1}]}",
                "{\"results\":[{\"index\":0,\"relevance_score\":1},{\"index\":1,\"relevance_score\":\"NaN\"}]}",
                "{\"results\":[{\"index\":0,\"relevance_score\":1},{\"index\":1}]}",
                "{}",
                "[]",
                "not json"
            })
    void brokenRepliesAreErrors(String body) throws IOException {
        try (RawServer server = RawServer.of(answering(body))) {
            HttpReranker reranker = builder(RerankProvider.OWN_SERVER, server).build();

            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> reranker.scores("secret question", List.of("a", "b")))
                    .withMessageContaining("The server at")
                    .withMessageNotContaining("secret question")
                    .withMessageNotContaining("canary");
        }
    }

    @Test
    void serversErrorsAreThoseOfModels() throws IOException {
        try (RawServer server = RawServer.of(
                RawServer.sending(RawServer.json(429, "{\"message\":\"Please wait\"}")),
                RawServer.sending(RawServer.json(401, "{\"message\":\"invalid api token\"}")))) {
            HttpReranker reranker = builder(RerankProvider.COHERE, server).build();

            assertThatExceptionOfType(RateLimitedException.class)
                    .isThrownBy(() -> reranker.scores("q", List.of("a")))
                    .withMessageContaining("Please wait");
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> reranker.scores("q", List.of("a")));
        }
    }

    @Test
    void saysWhatIsMissing(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        HttpReranker.builder(RerankProvider.JINA).apiKey("k").build())
                .withMessageContaining("Name a model");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> HttpReranker.builder(RerankProvider.JINA)
                        .model("m")
                        .environment(Environment.of(Map.of(), folder))
                        .build())
                .withMessageContaining("No API key for Jina")
                .withMessageContaining("JINA_API_KEY");
        assertThat(HttpReranker.builder(RerankProvider.OWN_SERVER)
                        .model("m")
                        .environment(Environment.of(Map.of("RERANK_BASE_URL", "http://gpu:9/v1"), folder))
                        .build()
                        .toString())
                .isEqualTo("HttpReranker[m at http://gpu:9/v1]");
    }
}
