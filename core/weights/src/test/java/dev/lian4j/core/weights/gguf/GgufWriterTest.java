package dev.lian4j.core.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.TensorSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufWriterTest {

    private static final Map<String, FloatTensor> MODEL = Map.of(
            "token_embd.weight",
            FloatTensor.of(List.of(3L, 8L), counting(24)),
            "blk.0.attn_q.weight",
            FloatTensor.of(List.of(8L, 8L), counting(64)),
            "blk.0.attn_norm.weight",
            FloatTensor.of(List.of(8L), 1, 2, 3, 4, 5, 6, 7, 0.1f));

    @TempDir
    Path directory;

    private static float[] counting(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private static TensorSource from(Map<String, FloatTensor> tensors) {
        return (name, into) ->
                into.put(Objects.requireNonNull(tensors.get(name), name).values());
    }

    private Path model() {
        GgufKeys keys = new GgufKeys()
                .text("general.architecture", "llama")
                .text("general.name", "小模型")
                .u32("llama.attention.head_count", 2)
                .f32("llama.rope.freq_base", 10_000)
                .flag("tokenizer.ggml.add_bos_token", true)
                .texts("tokenizer.ggml.tokens", List.of("<s>", "你", "b"))
                .i32s("tokenizer.ggml.token_type", 3, 1, 1)
                .f32s("tokenizer.ggml.scores", 0, -1, -2.5f)
                .u32("general.file_type", 0)
                .u32("general.quantization_version", 2);
        List<TensorInfo> infos = MODEL.entrySet().stream()
                .map(entry -> entry.getValue().info(entry.getKey(), "F32"))
                .toList();
        Path file = directory.resolve("模型.gguf");
        GgufWriter.write(file, keys, infos, from(MODEL));
        return file;
    }

    @Test
    void writesWhatTheReaderReads() {
        GgufHeader header = GgufHeader.read(model());

        assertThat(header.metadata())
                .containsEntry("general.name", "小模型")
                .containsEntry("llama.attention.head_count", 2L)
                .containsEntry("llama.rope.freq_base", 10_000.0)
                .containsEntry("tokenizer.ggml.add_bos_token", true);
        assertThat(header.array("tokenizer.ggml.tokens")).contains(List.of("<s>", "你", "b"));
        assertThat(header.array("tokenizer.ggml.scores")).contains(List.of(0.0, -1.0, -2.5));
        assertThat(header.controlTokens()).containsExactly("<s>");
        assertThat(header.tensors()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F32", "F16", "BF16"})
    void writesAModelLikeTheOneItWasMadeFrom(String type) {
        Path copy = directory.resolve("copy.gguf");
        try (GgufWeights weights = GgufWeights.open(model())) {
            GgufModel.write(copy, weights.header(), type, weights);
        }

        try (GgufWeights old = GgufWeights.open(model());
                GgufWeights made = GgufWeights.open(copy)) {
            assertThat(made.tensors().keySet()).isEqualTo(old.tensors().keySet());
            for (String name : old.tensors().keySet()) {
                assertThat(FloatTensor.read(made, name).values())
                        .containsExactly(FloatTensor.read(old, name).values());
            }
            assertThat(made.tensors().get("model.embed_tokens.weight").type()).isEqualTo(type);
            assertThat(made.tensors()
                            .get("model.layers.0.input_layernorm.weight")
                            .type())
                    .isEqualTo("F32");
            assertThat(made.header().text("general.name")).contains("小模型");
            assertThat(made.header().array("tokenizer.ggml.tokens"))
                    .isEqualTo(old.header().array("tokenizer.ggml.tokens"));
            assertThat(made.header().number("general.file_type"))
                    .contains(type.equals("F32") ? 0L : type.equals("F16") ? 1L : 32L);
            assertThat(made.header().metadata()).doesNotContainKey("general.quantization_version");
        }
    }

    @Test
    void replacesTheFileThatItIsMadeFrom() {
        Path file = model();
        try (GgufWeights weights = GgufWeights.open(file)) {
            GgufModel.write(file, weights.header(), "F16", (name, into) -> {
                int start = into.position();
                weights.read(name, into);
                into.put(start, 42);
            });
        }

        try (GgufWeights weights = GgufWeights.open(file)) {
            assertThat(FloatTensor.read(weights, "model.embed_tokens.weight").values())
                    .startsWith(42, 1, 2);
        }
    }

    @Test
    void refusesWhatTheFormatCannotHold() {
        Path file = directory.resolve("a.gguf");

        assertThatThrownBy(() -> GgufWriter.write(
                        file, new GgufKeys(), List.of(new TensorInfo("权".repeat(22), List.of(1L), "F32")), from(MODEL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("66");
        assertThatThrownBy(() -> GgufWriter.write(
                        file, new GgufKeys(), List.of(new TensorInfo("a", List.of(), "F32")), from(MODEL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 4 lengths");
        assertThatThrownBy(() -> new GgufKeys().u32("a", 1).text("a", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' was given twice");
        assertThat(directory).isEmptyDirectory();
    }
}
