package dev.lian4j.dataconnection.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a network that counts the question's tokens in the text, less one; see rerank/make.py. */
class OnnxRerankerTest {

    @TempDir
    private Path folder;

    private Path directory;

    @BeforeEach
    void makeTheModel() throws IOException {
        directory = Files.createDirectory(folder.resolve("重排 model"));
        copy("rerank/overlap.onnx", "model.onnx");
        copy("bge-small-zh-v1.5-q-tokenizer.json", "tokenizer.json");
    }

    private void copy(String resource, String name) throws IOException {
        Path to = directory.resolve(name);
        Files.createDirectories(to.getParent());
        try (InputStream from = getClass().getResourceAsStream("/" + resource)) {
            Files.write(to, Objects.requireNonNull(from).readAllBytes());
        }
    }

    private void write(String name, String json) throws IOException {
        Files.writeString(directory.resolve(name), json.replace('\'', '"'));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void scoresByQuestionAndTextTogether() {
        try (OnnxReranker reranker = OnnxReranker.fromDirectory(directory)) {
            double[] scores = reranker.scores("保修多久", List.of("今天下雨", "保修两年", "保修期多久?", ""));

            assertThat(scores)
                    .containsExactly(new double[] {sigmoid(-1), sigmoid(1), sigmoid(3), sigmoid(-1)}, within(1e-6));
            assertThat(reranker.name()).isEqualTo("重排 model");
            assertThat(reranker.scores("x", List.of())).isEmpty();
        }
    }

    @Test
    void manyTextsOnSeveralThreadsKeepTheirPlaces() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            texts.add(i % 3 == 0 ? "猫" : "狗猫".repeat(i % 7 + 1));
        }
        try (OnnxReranker many = OnnxReranker.builder(directory).threads(4).build();
                OnnxReranker one = OnnxReranker.builder(directory).threads(1).build()) {
            assertThat(many.scores("猫狗", texts)).containsExactly(one.scores("猫狗", texts));
        }
    }

    @Test
    void readsTheSettingsOfCrossEncoders() throws IOException {
        write("config.json", "{'sentence_transformers': {'activation_fn': 'torch.nn.modules.linear.Identity'}}");
        try (OnnxReranker raw = OnnxReranker.fromDirectory(directory)) {
            assertThat(raw.scores("猫狗", List.of("猫狗"))).containsExactly(1);
        }
        write("config.json", "{'sbert_ce_default_activation_function': 'torch.nn.modules.linear.Identity'}");
        try (OnnxReranker raw = OnnxReranker.fromDirectory(directory);
                OnnxReranker asked =
                        OnnxReranker.builder(directory).sigmoid(true).build()) {
            assertThat(raw.scores("猫狗", List.of("猫狗"))).containsExactly(1);
            assertThat(asked.scores("猫狗", List.of("猫狗"))).containsExactly(new double[] {sigmoid(1)}, within(1e-6));
        }
        write("config.json", "{");
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> OnnxReranker.fromDirectory(directory))
                .withMessageContaining("config.json: not valid JSON");
    }

    @Test
    void longTextsAreCutAndSaidSo() throws IOException {
        write("tokenizer_config.json", "{'model_max_length': 16}");
        List<Truncation> heard = new ArrayList<>();
        try (OnnxReranker reranker = OnnxReranker.builder(directory)
                .sigmoid(false)
                .onTruncation(heard::add)
                .build()) {
            double[] scores = reranker.scores("猫在哪", List.of("短", "狗".repeat(50) + "猫", "猫" + "狗".repeat(50)));

            assertThat(scores).containsExactly(-1, -1, 0);
        }
        assertThat(heard).containsExactly(new Truncation("重排 model", List.of(1, 2), 3, 16));
    }

    @Test
    void limitlessTokenizerMeansTheUsualLimit() throws IOException {
        write("tokenizer_config.json", "{'model_max_length': 1000000000000000019884624838656}");
        List<Truncation> heard = new ArrayList<>();
        try (OnnxReranker reranker =
                OnnxReranker.builder(directory).onTruncation(heard::add).build()) {
            reranker.scores("猫", List.of("狗".repeat(508)));
            assertThat(heard).isEmpty();
            reranker.scores("猫", List.of("狗".repeat(509)));
            assertThat(heard).extracting(Truncation::maxTokens).containsExactly(512);
        }
    }

    @Test
    void classifierIsNoReranker() throws IOException {
        copy("rerank/classifier.onnx", "onnx/model_quantized.onnx");
        try (OnnxReranker wrong = OnnxReranker.builder(directory).quantized().build()) {
            assertThatExceptionOfType(ModelException.class)
                    .isThrownBy(() -> wrong.scores("a", List.of("b")))
                    .withMessageContaining("gives 2 numbers for a text, so it is a classifier");
        }
    }

    @Test
    void choosesTheWeightsByName() throws IOException {
        Files.move(directory.resolve("model.onnx"), directory.resolve("mine.onnx"));

        try (OnnxReranker named = OnnxReranker.builder(directory)
                .weights("absent.onnx", "mine.onnx")
                .build()) {
            assertThat(named.scores("a", List.of("a"))).hasSize(1);
        }
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> OnnxReranker.fromDirectory(directory))
                .withMessageContaining("no model.onnx or onnx/model.onnx here");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        OnnxReranker.builder(directory).weights("../mine.onnx").build())
                .withMessageContaining("within the model's directory");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxReranker.builder(directory).maxTokens(3).build());
    }

    @Test
    void interruptedThreadStopsAndClosedModelSaysSo() {
        OnnxReranker reranker = OnnxReranker.fromDirectory(directory);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> reranker.scores("a", List.of("b", "c")));
        assertThat(Thread.interrupted()).isTrue();

        reranker.close();
        reranker.close();
        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> reranker.scores("a", List.of("b")))
                .withMessage("The reranker 重排 model is closed; make a new one");
    }
}
