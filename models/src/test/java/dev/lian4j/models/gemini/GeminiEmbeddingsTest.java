package dev.lian4j.models.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lian4j.core.Retry;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.models.conformance.Bodies;
import dev.lian4j.models.conformance.WireFixture;
import dev.lian4j.testing.net.RawServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Gemini's vectors. */
@Timeout(60)
class GeminiEmbeddingsTest {

    private static RawServer.Script answering(String vectors) {
        return RawServer.sending(RawServer.json(200, "{\"embeddings\":[" + vectors + "]}"));
    }

    private static GeminiEmbeddings.Builder builder(RawServer server) {
        return GeminiEmbeddings.builder()
                .model("gemini-embedding-001")
                .apiKey(WireFixture.KEY)
                .baseUrl(server.url())
                .retry(Retry.of(1));
    }

    private static String request(String text, String task) {
        return "{\"model\":\"models/gemini-embedding-001\",\"taskType\":\"" + task
                + "\",\"content\":{\"parts\":[{\"text\":\"" + text + "\"}]},\"outputDimensionality\":2}";
    }

    @Test
    void tellsDocumentsFromQuestions() throws IOException {
        try (RawServer server = RawServer.of(
                answering("{\"values\":[1,2]},{\"values\":[3,4]}"),
                answering("{\"values\":[5,6]}"),
                answering("{\"values\":[7,8]}"))) {
            GeminiEmbeddings model = builder(server).batchSize(2).dimensions(2).build();

            assertThat(model.embedDocuments(List.of("甲", "乙", "丙")))
                    .containsExactly(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, 6});
            assertThat(model.embedQuery("丁")).containsExactly(7, 8);
            assertThat(Bodies.json(server.received().get(0).body()))
                    .isEqualTo(Bodies.json("{\"requests\":[" + request("甲", "RETRIEVAL_DOCUMENT") + ","
                            + request("乙", "RETRIEVAL_DOCUMENT") + "]}"));
            assertThat(Bodies.json(server.received().get(2).body()))
                    .isEqualTo(Bodies.json("{\"requests\":[" + request("丁", "RETRIEVAL_QUERY") + "]}"));
            assertThat(server.received().get(0).line())
                    .isEqualTo("POST /v1/models/gemini-embedding-001:batchEmbedContents HTTP/1.1");
            assertThat(model.toString()).doesNotContain("canary");
        }
    }

    @Test
    void checksTheVectors() throws IOException {
        try (RawServer server = RawServer.of(
                answering("{\"values\":[1,2]}"),
                answering("{\"values\":[1,null]}"),
                answering("{\"values\":[]}"),
                answering("{\"values\":[1,2,3]}"))) {
            GeminiEmbeddings model = builder(server).dimensions(2).build();

            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model.embedDocuments(List.of("a", "b")))
                    .withMessageContaining("1 embeddings for 2");
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(InvalidResponseException.class).isThrownBy(() -> model.embedQuery("a"));
            }
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeminiEmbeddings.builder().apiKey("k").build())
                .withMessageContaining("Name a model");
    }
}
