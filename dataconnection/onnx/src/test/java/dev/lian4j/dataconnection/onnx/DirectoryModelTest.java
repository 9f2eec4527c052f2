package dev.lian4j.dataconnection.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryModelTest {

    private static final List<String> TEXTS = List.of("a handbook", "eine Übung", "员工手册");

    @TempDir
    private Path folder;

    private Path model;

    @BeforeEach
    void copyTheModel() throws IOException {
        model = Files.createDirectory(folder.resolve("模型 dir"));
        copy("all-minilm-l6-v2-q.onnx", "model.onnx");
        copy("all-minilm-l6-v2-q-tokenizer.json", "tokenizer.json");
    }

    @Test
    void bareDirectoryGivesThePackagedModelsVectors() {
        try (OnnxEmbeddingModel packaged = OnnxEmbeddingModel.allMiniLmL6V2();
                OnnxEmbeddingModel same = OnnxEmbeddingModel.fromDirectory(model)) {
            assertThat(vectors(same)).isDeepEqualTo(vectors(packaged));
            assertThat(same.name()).isEqualTo("模型 dir");
        }
    }

    @Test
    void weightsMayLieInTheOnnxFolder() throws IOException {
        Files.createDirectory(model.resolve("onnx"));
        Files.move(model.resolve("model.onnx"), model.resolve("onnx/model.onnx"));

        try (OnnxEmbeddingModel found = OnnxEmbeddingModel.fromDirectory(model)) {
            assertThat(found.dimension()).isEqualTo(384);
        }
    }

    @Test
    void quantisedWeightsAreTakenWhereAskedFor() throws IOException {
        Files.createDirectory(model.resolve("onnx"));
        Files.move(model.resolve("model.onnx"), model.resolve("onnx/model_quint8_avx2.onnx"));

        try (OnnxEmbeddingModel small =
                OnnxEmbeddingModel.builder(model).quantized().build()) {
            assertThat(small.dimension()).isEqualTo(384);
        }
        assertRefused("no model.onnx or onnx/model.onnx here");
        assertThatThrownBy(() -> OnnxEmbeddingModel.builder(model).weights("/etc/model.onnx"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("within the model's directory");
    }

    @Test
    void readsTheSettingsOfSentenceTransformers() throws IOException {
        Files.createDirectory(model.resolve("1_Pooling"));
        write("1_Pooling/config.json", "{'pooling_mode_cls_token': true, 'pooling_mode_mean_tokens': false}");
        write("modules.json", "[{'type': 'sentence_transformers.models.Pooling'}]");
        write("sentence_bert_config.json", "{'max_seq_length': 100}");
        write("config_sentence_transformers.json", "{'prompts': {'query': 'query: ', 'passage': 'passage: '}}");

        try (OnnxEmbeddingModel said = OnnxEmbeddingModel.fromDirectory(model);
                OnnxEmbeddingModel same = PackagedModel.ALL_MINILM_L6_V2
                        .builder()
                        .pooling(Pooling.CLS)
                        .normalize(false)
                        .build()) {
            assertThat(said.maxTokens()).isEqualTo(100);
            assertThat(said.embedQuery("x")).containsExactly(vector(same, "query: x"));
            assertThat(vector(said, "x")).containsExactly(vector(same, "passage: x"));
            assertThat(norm(vector(said, "x"))).isGreaterThan(1.5);
        }
    }

    @Test
    void listOfModulesWithNormalizeGivesUnitVectors() throws IOException {
        write("modules.json", "[{'type': 'sentence_transformers.models.Normalize'}]");

        try (OnnxEmbeddingModel normal = OnnxEmbeddingModel.fromDirectory(model)) {
            assertThat(norm(vector(normal, "x"))).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void builderOverridesWhatTheDirectorySays() throws IOException {
        write("sentence_bert_config.json", "{'max_seq_length': 100}");

        try (OnnxEmbeddingModel own =
                OnnxEmbeddingModel.builder(model).maxTokens(50).name("mine").build()) {
            assertThat(own.maxTokens()).isEqualTo(50);
            assertThat(own.name()).isEqualTo("mine");
        }
    }

    @Test
    void otherPoolingIsRefused() throws IOException {
        Files.createDirectory(model.resolve("1_Pooling"));
        write("1_Pooling/config.json", "{'pooling_mode_mean_tokens': false, 'pooling_mode_lasttoken': true}");

        assertRefused("neither mean nor cls pooling");
    }

    @Test
    void brokenSettingsNameTheirFile() throws IOException {
        write("modules.json", "[{");

        assertRefused("modules.json: not valid JSON");
    }

    @Test
    void missingDirectoryIsNamed() {
        assertThatThrownBy(() -> OnnxEmbeddingModel.fromDirectory(folder.resolve("nowhere")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("nowhere: no such directory");
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(model.resolve("model.onnx"));
        assertRefused("no model.onnx or onnx/model.onnx here");

        Files.delete(model.resolve("tokenizer.json"));
        assertRefused("no tokenizer.json here");
    }

    @Test
    void truncatedWeightsAreAClearError() throws IOException {
        byte[] whole = Files.readAllBytes(model.resolve("model.onnx"));
        for (int length : new int[] {0, 10, 1000, whole.length / 2, whole.length - 1}) {
            Files.write(model.resolve("model.onnx"), java.util.Arrays.copyOf(whole, length));
            assertRefused("not a readable ONNX model");
        }
    }

    @Test
    void damagedTokenizerIsAClearError() throws IOException {
        String whole = Files.readString(model.resolve("tokenizer.json"));
        for (String damaged : List.of("", "{}", "[]", "PK\u0003", whole.substring(0, whole.length() / 2))) {
            Files.writeString(model.resolve("tokenizer.json"), damaged);
            assertRefused("tokenizer.json is not readable");
        }
    }

    @Test
    void tokenizerWithMoreWordsThanTheModelIsAClearError() throws IOException {
        copy("bge-small-zh-v1.5-q.onnx", "model.onnx");

        try (OnnxEmbeddingModel mixed = OnnxEmbeddingModel.fromDirectory(model)) {
            assertThatThrownBy(() -> mixed.embedQuery("springsteen"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("ONNX Runtime failed");
        }
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> OnnxEmbeddingModel.fromDirectory(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("模型 dir")
                .hasMessageContaining(reason);
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(model.resolve(name), json.replace('\'', '"'));
    }

    private void copy(String resource, String name) throws IOException {
        try (InputStream from = getClass().getResourceAsStream("/" + resource)) {
            Files.write(model.resolve(name), Objects.requireNonNull(from).readAllBytes());
        }
    }

    private static float[][] vectors(OnnxEmbeddingModel of) {
        return of.embedDocuments(TEXTS).toArray(new float[0][]);
    }

    private static float[] vector(OnnxEmbeddingModel of, String text) {
        return of.embedDocuments(List.of(text)).get(0);
    }

    private static double norm(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        return Math.sqrt(squares);
    }
}
