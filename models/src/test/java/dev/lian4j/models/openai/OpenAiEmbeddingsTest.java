package dev.lian4j.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.Retry;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.testing.net.RawServer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiEmbeddingsTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static OpenAiEmbeddings.Builder model(RawServer server) {
        return OpenAiEmbeddings.builder()
                .apiKey("")
                .baseUrl(server.url())
                .model("m")
                .retry(Retry.of(1));
    }

    private static RawServer.Script data(String... items) {
        return RawServer.sending(RawServer.json(200, "{\"data\":[" + String.join(",", items) + "]}"));
    }

    private static String item(int index, String embedding) {
        return "{\"index\":" + index + ",\"embedding\":" + embedding + "}";
    }

    @Test
    void putsVectorsInTheirPlaces() throws Exception {
        try (RawServer server = RawServer.of(data(item(1, "[0.5,-1]"), item(0, "[1,2e-3]")))) {
            assertThat(model(server).build().embedDocuments(List.of("猫", "dog")))
                    .containsExactly(new float[] {1, 0.002f}, new float[] {0.5f, -1});
            assertThat(server.received().get(0).line()).isEqualTo("POST /v1/embeddings HTTP/1.1");
            assertThat(MAPPER.readTree(server.received().get(0).body()))
                    .isEqualTo(MAPPER.readTree("{\"model\":\"m\",\"input\":[\"猫\",\"dog\"]}"));
        }
    }

    @Test
    void embedsInBatches() throws Exception {
        try (RawServer server = RawServer.of(
                data(item(0, "[1]"), item(1, "[2]")), data(item(0, "[3]"), item(1, "[4]")), data(item(0, "[5]")))) {
            assertThat(model(server)
                            .batchSize(2)
                            .dimensions(1)
                            .build()
                            .embedDocuments(List.of("a", "b", "c", "d", "e")))
                    .containsExactly(
                            new float[] {1}, new float[] {2}, new float[] {3}, new float[] {4}, new float[] {5});
            assertThat(server.received()).hasSize(3);
            assertThat(server.received().get(2).body()).contains("[\"e\"]").contains("\"dimensions\":1");
        }
    }

    @Test
    void asksNothingForNothing() throws Exception {
        try (RawServer server = RawServer.of(data())) {
            assertThat(model(server).build().embedDocuments(List.of())).isEmpty();
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void embedsAQuery() throws Exception {
        try (RawServer server = RawServer.of(data("{\"embedding\":[7,8]}"))) {
            assertThat(model(server).build().embedQuery("q")).containsExactly(7, 8);
        }
    }

    @Test
    void readsBase64() throws Exception {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(0.25f).putFloat(-3);
        String base64 = Base64.getEncoder().encodeToString(bytes.array());
        try (RawServer server = RawServer.of(data(item(0, "\"" + base64 + "\"")))) {
            assertThat(model(server).build().embedQuery("q")).containsExactly(0.25f, -3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"index\":0,\"embedding\":[1]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":2,\"embedding\":[1]}",
                "{\"index\":-1,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1,2]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":null}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[null]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[\"x\"]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":[1e99]}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":1,\"embedding\":\"?\"}",
                "{\"index\":0,\"embedding\":[1]},{\"index\":1}",
                "3,4"
            })
    void refusesVectorsThatAreNotThoseOfTheTexts(String items) throws Exception {
        try (RawServer server = RawServer.of(data(items))) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model(server).build().embedDocuments(List.of("a", "b")));
        }
    }

    @Test
    void refusesAnotherLengthThanAskedFor() throws Exception {
        try (RawServer server = RawServer.of(data(item(0, "[1,2,3]")))) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> model(server).dimensions(2).build().embedQuery("q"))
                    .withMessageContaining("3 numbers where 2");
        }
    }
}
