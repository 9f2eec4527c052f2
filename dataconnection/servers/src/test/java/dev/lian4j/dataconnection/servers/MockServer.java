package dev.lian4j.dataconnection.servers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.Retry;
import dev.lian4j.core.model.EmbeddingModel;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Answers with what servers answer, and checks what they were asked. */
final class MockServer implements BeforeEachCallback, AfterEachCallback {

    /** Every text is as far to the right as it is long. */
    static final EmbeddingModel LENGTHS =
            texts -> texts.stream().map(text -> new float[] {text.length(), 1}).toList();

    /** Three tries without waiting. */
    static final Retry AT_ONCE = Retry.of(3).startingAt(Duration.ZERO);

    private static final ObjectMapper JSON = new ObjectMapper();

    private MockWebServer server = new MockWebServer();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server = new MockWebServer();
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server.close();
    }

    String url() {
        return server.url("/").toString();
    }

    MockServer reply(String json) {
        return reply(200, json);
    }

    MockServer reply(int status, String json) {
        server.enqueue(new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                // What makes OkHttp repeat a 503 by itself.
                .addHeader("Retry-After", "0")
                .body(json)
                .build());
        return this;
    }

    int asked() {
        return server.getRequestCount();
    }

    RecordedRequest asked(String request) throws InterruptedException {
        RecordedRequest recorded = Objects.requireNonNull(server.takeRequest(10, TimeUnit.SECONDS), "no request came");
        assertThat(recorded.getMethod() + " " + recorded.getTarget()).isEqualTo(request);
        return recorded;
    }

    /** The next request was this one, with this JSON. */
    void asked(String request, String json) throws Exception {
        RecordedRequest recorded = asked(request);
        assertThat(recorded.getHeaders().get("Content-Type")).startsWith("application/json");
        assertThat(tree(body(recorded))).isEqualTo(tree(json));
    }

    static String body(RecordedRequest recorded) {
        return Objects.requireNonNull(recorded.getBody()).utf8();
    }

    static JsonNode tree(Object json) throws IOException {
        return JSON.readTree(json instanceof String text ? text : JSON.writeValueAsString(json));
    }
}
