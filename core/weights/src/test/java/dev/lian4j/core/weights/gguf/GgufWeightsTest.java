package dev.lian4j.core.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.QuantizedTensor;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufWeightsTest {

    private static final int F32 = 0;
    private static final int Q8_0 = 8;

    @TempDir
    Path directory;

    private GgufWeights open(GgufBytes bytes) {
        return GgufWeights.open(bytes.write(directory.resolve("模型.gguf")));
    }

    /** The start of a model with heads of 4 rows: 2 for queries, 1 for keys. */
    private static GgufBytes model(String architecture, int tensors) {
        return new GgufBytes()
                .start(3, tensors, 3)
                .text("general.architecture", architecture)
                .u32(architecture + ".attention.head_count", 2)
                .u32(architecture + ".attention.head_count_kv", 1);
    }

    private static GgufBytes floats(GgufBytes bytes, int count) {
        bytes.pad(32);
        for (int i = 0; i < count; i++) {
            bytes.f32(i);
        }
        return bytes;
    }

    @Test
    void givesHuggingFacesNamesAndShapes() {
        GgufBytes bytes = model("llama", 8)
                .tensor("token_embd.weight", F32, 0, 2, 4)
                .tensor("blk.0.attn_norm.weight", F32, 32, 8)
                .tensor("blk.0.ffn_norm.weight", F32, 64, 8)
                .tensor("blk.11.ffn_gate.weight", F32, 96, 8)
                .tensor("blk.11.attn_output.bias", F32, 128, 8)
                .tensor("output_norm.weight", F32, 160, 8)
                .tensor("output.weight", F32, 192, 2, 4)
                .tensor("rope_freqs.weight", F32, 224, 8);

        try (GgufWeights weights = open(floats(bytes, 64))) {
            assertThat(weights.tensors().keySet())
                    .containsExactly(
                            "model.embed_tokens.weight",
                            "model.layers.0.input_layernorm.weight",
                            "model.layers.0.post_attention_layernorm.weight",
                            "model.layers.11.mlp.gate_proj.weight",
                            "model.layers.11.self_attn.o_proj.bias",
                            "model.norm.weight",
                            "lm_head.weight",
                            "rope_freqs.weight");
            assertThat(weights.tensors().get("model.embed_tokens.weight").shape())
                    .containsExactly(4L, 2L);
            assertThat(FloatTensor.read(weights, "model.layers.0.input_layernorm.weight")
                            .values())
                    .startsWith(8, 9, 10);
        }
    }

    private static GgufBytes queriesAndKeys(String architecture) {
        return floats(
                model(architecture, 3)
                        .tensor("blk.0.attn_q.weight", F32, 0, 1, 8)
                        .tensor("blk.0.attn_q.bias", F32, 32, 8)
                        .tensor("blk.0.attn_k.weight", F32, 64, 2, 4),
                24);
    }

    @Test
    void putsRowsOfQueriesAndKeysInHuggingFacesOrder() {
        try (GgufWeights weights = open(queriesAndKeys("llama"))) {
            assertThat(FloatTensor.read(weights, "model.layers.0.self_attn.q_proj.weight")
                            .values())
                    .containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
            assertThat(FloatTensor.read(weights, "model.layers.0.self_attn.q_proj.bias")
                            .values())
                    .containsExactly(8, 10, 9, 11, 12, 14, 13, 15);
            assertThat(FloatTensor.read(weights, "model.layers.0.self_attn.k_proj.weight")
                            .values())
                    .containsExactly(16, 17, 20, 21, 18, 19, 22, 23);
        }
    }

    @Test
    void leavesTheRowsOfOtherArchitectures() {
        try (GgufWeights weights = open(queriesAndKeys("qwen2"))) {
            assertThat(FloatTensor.read(weights, "model.layers.0.self_attn.q_proj.weight")
                            .values())
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void readsSomeRowsOfAQuantisedTensor() {
        GgufBytes bytes =
                model("llama", 1).tensor("blk.0.attn_q.weight", Q8_0, 0, 64, 8).pad(32);
        for (int block = 0; block < 16; block++) {
            bytes.raw(new byte[] {0, 0x3c}); // 1.0
            for (int i = 0; i < 32; i++) {
                bytes.raw(new byte[] {(byte) (block / 2)});
            }
        }

        try (GgufWeights weights = open(bytes)) {
            QuantizedTensor tensor = weights.tensor("model.layers.0.self_attn.q_proj.weight");
            FloatBuffer rows = FloatBuffer.allocate(128);
            tensor.read(1, 2, rows);

            assertThat(tensor.bytes()).isEqualTo(16 * 34);
            assertThat(tensor.info().type()).isEqualTo("Q8_0");
            assertThat(rows.array()).startsWith(2, 2, 2).endsWith(1, 1, 1);
        }
    }

    @Test
    void listsTypesThatItCannotRead() {
        try (GgufWeights weights = open(
                model("llama", 1).tensor("output.weight", 16, 0, 256).pad(32).zeros(66))) {
            assertThat(weights.tensors().get("lm_head.weight").type()).isEqualTo("IQ2_XXS");
            assertThatThrownBy(() -> weights.tensor("lm_head.weight"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("output.weight")
                    .hasMessageContaining("IQ2_XXS")
                    .hasMessageContaining("Q8_0");
            assertThatThrownBy(() -> weights.tensor("none"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("no tensor 'none'");
        }
    }

    @Test
    void refusesOtherArchitecturesAndAdapters() {
        assertThatThrownBy(() -> open(floats(model("gpt2", 0), 0)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'gpt2'")
                .hasMessageContaining("llama, qwen2, qwen3");
        assertThatThrownBy(() -> open(new GgufBytes()
                        .start(3, 0, 2)
                        .text("general.architecture", "llama")
                        .text("general.type", "adapter")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("holds no model")
                .hasMessageContaining("adapter");
        assertThatThrownBy(() -> open(new GgufBytes().start(3, 0, 1).text("general.architecture", "llama")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("llama.attention.head_count");
    }

    @Test
    void refusesRowsThatDoNotFitTheHeads() {
        try (GgufWeights weights = open(floats(model("llama", 1).tensor("blk.0.attn_q.weight", F32, 0, 1, 6), 6))) {
            assertThatThrownBy(() -> weights.tensor("model.layers.0.self_attn.q_proj.weight"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("6 rows")
                    .hasMessageContaining("2 heads");
        }
    }

    @Test
    void refusesTwoTensorsOfOneName() {
        GgufBytes bytes = model("llama", 2).tensor("output.weight", F32, 0, 8).tensor("lm_head.weight", F32, 32, 8);

        assertThatThrownBy(() -> open(floats(bytes, 16)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("under two names");
    }

    @Test
    void readsArraysOfTheMetadata() {
        GgufHeader header = GgufHeader.read(GgufBytes.small().write(directory.resolve("a.gguf")));

        assertThat(header.array("tokenizer.ggml.tokens")).contains(List.of("<s>", "你好", "b"));
        assertThat(header.array("tokenizer.ggml.token_type")).contains(List.of(3L, 1L, 1L));
        assertThat(header.array("general.architecture")).isEmpty();
        assertThat(header.array("none")).isEmpty();
    }
}
