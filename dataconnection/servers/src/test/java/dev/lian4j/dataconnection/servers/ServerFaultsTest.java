package dev.lian4j.dataconnection.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerFaultsTest {

    @RegisterExtension
    final MockServer server = new MockServer();

    private QdrantVectorStore.Builder qdrant() {
        return QdrantVectorStore.builder(server.url(), MockServer.LENGTHS).retry(MockServer.AT_ONCE);
    }

    private QdrantVectorStore open() {
        server.reply("{\"result\":{\"exists\":true},\"status\":\"ok\"}")
                .reply("{\"result\":{\"config\":{\"params\":{\"vectors\":{\"size\":2,\"distance\":\"Cosine\"}}}}}");
        return qdrant().open();
    }

    @Test
    void tellsWhatTheServerSays() {
        QdrantVectorStore store = open();
        server.reply(404, "{\"status\":{\"error\":\"Not found: Collection `文档` doesn't exist!\"},\"time\":0.1}");
        assertThatThrownBy(store::size)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Qdrant at http://")
                .hasMessageContaining("answered HTTP 404 to POST /collections/lian4j_documents/points/count:"
                        + " Not found: Collection `文档` doesn't exist!");
    }

    @Test
    void showsNoKeyEvenWhereTheServerDoes() {
        server.reply(401, "{\"error\":\"key geheim123 of \\n bob:passwort is not known\"}");
        String url = server.url().replace("http://", "http://bob:passwort@");
        QdrantVectorStore.Builder builder =
                QdrantVectorStore.builder(url, MockServer.LENGTHS).apiKey("geheim123");
        assertThatThrownBy(builder::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("key *** of bob:*** is not known; check the key")
                .hasMessageNotContaining("geheim123")
                .hasMessageNotContaining("passwort");
        assertThat(Address.of("Qdrant", url).toString()).doesNotContain("passwort");
    }

    @Test
    void triesAgainWhereTheServerIsOverloaded() {
        QdrantVectorStore store = open();
        server.reply(503, "").reply(429, "busy").reply("{\"result\":{\"count\":7}}");
        assertThat(store.size()).isEqualTo(7);
        server.reply(503, "a").reply(503, "b").reply(503, "c");
        assertThatThrownBy(store::size).hasMessageContaining("HTTP 503").hasMessageContaining("c");
        assertThat(server.asked()).isEqualTo(8);
    }

    @Test
    void doesNotRepeatWhatWasRefused() {
        QdrantVectorStore store = open();
        server.reply(400, "{\"status\":{\"error\":\"Wrong input\"}}");
        assertThatThrownBy(store::size).hasMessageContaining("Wrong input");
        assertThat(server.asked()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>welcome</html>", "{\"result\""})
    void tellsThatTheAnswerIsNoJson(String page) {
        server.reply(page);
        assertThatThrownBy(() -> qdrant().open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("with what is no JSON: " + page);
    }

    @Test
    void followsNoRedirection() {
        server.reply(307, "");
        assertThatThrownBy(() -> qdrant().open()).hasMessageContaining("HTTP 307");
    }

    @Test
    void tellsThatTheServerCannotBeReached() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertThatThrownBy(() -> ChromaVectorStore.builder("http://127.0.0.1:" + port, MockServer.LENGTHS)
                        .retry(MockServer.AT_ONCE)
                        .open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Chroma at http://127.0.0.1:" + port + " cannot be reached")
                .hasMessageContaining("ConnectException");
    }

    @Test
    void anInterruptionEndsTheWait() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            AtomicReference<Throwable> error = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                error.set(catchThrowable(
                        () -> QdrantVectorStore.builder("http://127.0.0.1:" + silent.getLocalPort(), MockServer.LENGTHS)
                                .open()));
                interrupted.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read()).isEqualTo('G');
                caller.interrupt();
                assertThat(interrupted.get()).isTrue();
            }
            assertThat(error.get()).isInstanceOf(CancelledException.class).hasMessageContaining("waiting for Qdrant");
        }
    }

    @Test
    void checksDocumentsBeforeAnythingIsSent() {
        QdrantVectorStore store = open();
        int asked = server.asked();
        List<Document> two = List.of(Document.of("a"), Document.of("b"));
        float[] good = {1, 0};
        refused(store, two, List.of(good), "2 documents, but 1 vectors");
        refused(store, two, List.of(good, new float[] {1}), "document 2 of those to be added has 1 dimensions");
        refused(store, two, List.of(good, new float[] {1, Float.NaN}), "NaN");
        refused(store, two, List.of(good, new float[] {0, 0}), "all zeros");
        refused(
                store,
                List.of(Document.of("a", Map.of("k", Double.POSITIVE_INFINITY))),
                List.of(good),
                "Metadata 'k' of document 1");
        assertThatThrownBy(() -> store.nearest(new float[] {1}, 3)).hasMessageContaining("question has 1 dimensions");
        assertThat(store.put(List.of(), List.of())).isEmpty();
        assertThat(server.asked()).isEqualTo(asked);
    }

    private static void refused(
            QdrantVectorStore store, List<Document> documents, List<float[]> vectors, String message) {
        assertThatThrownBy(() -> store.put(documents, vectors))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatCannotBeSent() {
        assertThatThrownBy(() -> QdrantVectorStore.builder("localhost", MockServer.LENGTHS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The address of Qdrant");
        assertThatThrownBy(() -> qdrant().collection("../x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> qdrant().collection("a/b?c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> qdrant().dimension(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> qdrant().apiKey("geheim\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void sendsManyDocumentsInParts() throws Exception {
        QdrantVectorStore store = open();
        server.asked("GET /collections/lian4j_documents/exists");
        server.asked("GET /collections/lian4j_documents");
        List<Document> documents = java.util.stream.IntStream.range(0, 401)
                .mapToObj(i -> Document.of("x").withId("d" + i % 400))
                .toList();
        server.reply("{}").reply("{}");
        assertThat(store.addDocuments(documents)).hasSize(401);
        for (int i = 0; i < 2; i++) {
            String sent = MockServer.body(server.asked("PUT /collections/lian4j_documents/points?wait=true"));
            assertThat(MockServer.tree(sent).path("points")).hasSize(200);
        }
        assertThat(server.asked()).isEqualTo(4);
        server.reply("{\"result\":{\"points\":[]}}");
        assertThat(store.similaritySearch("x", 1, Filter.all())).isEmpty();
    }
}
