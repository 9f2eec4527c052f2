package dev.lian4j.finetune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {

    private static final String TINY = """
            {"model_type": "llama", "vocab_size": 10, "hidden_size": 8, "intermediate_size": 16,
             "num_hidden_layers": 1, "num_attention_heads": 2, "max_position_embeddings": 32}""";

    @TempDir
    Path directory;

    private static ModelConfig of(String json) {
        return ModelConfig.ofJson(json, "config.json");
    }

    @Test
    void takesTheDefaultsOfHuggingFace() {
        ModelConfig config = of(TINY);

        assertThat(config.attention()).isEqualTo(AttentionConfig.of(2, 2, 4));
        assertThat(config.rope()).isEqualTo(new RopeConfig(10_000, 4, new RopeScaling.None()));
        assertThat(config.normEpsilon()).isEqualTo(1e-6);
        assertThat(config.tiedEmbeddings()).isFalse();
        assertThat(config.parameters()).isEqualTo(2 * 80 + 4 * 64 + 3 * 128 + 3 * 8);
    }

    @Test
    void readsSmolLm2() {
        ModelConfig config = of("""
                {"architectures": ["LlamaForCausalLM"], "attention_bias": false, "hidden_act": "silu",
                 "hidden_size": 576, "intermediate_size": 1536, "max_position_embeddings": 8192, "mlp_bias": false,
                 "model_type": "llama", "num_attention_heads": 9, "num_hidden_layers": 30,
                 "num_key_value_heads": 3, "rms_norm_eps": 1e-05, "rope_scaling": null, "rope_theta": 100000,
                 "tie_word_embeddings": true, "torch_dtype": "bfloat16", "vocab_size": 49152}""");

        assertThat(config.parameters()).isEqualTo(134_515_008);
        assertThat(config.attention().headSize()).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"rope_scaling\": {\"type\": \"linear\", \"factor\": 2.0}",
                "\"rope_scaling\": {\"rope_type\": \"dynamic\", \"factor\": 2.0}",
                "\"rope_scaling\": {\"rope_type\": \"llama3\", \"factor\": 8.0, \"low_freq_factor\": 1.0,"
                        + " \"high_freq_factor\": 4.0, \"original_max_position_embeddings\": 16}",
                "\"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 4.0}",
                "\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 5000.0}",
                "\"attention_bias\": true, \"mlp_bias\": true, \"head_dim\": 6, \"tie_word_embeddings\": true"
            })
    void readsWhatItWrote(String field) {
        ModelConfig config =
                of(TINY.replace("}", ", " + field + "}").replace("}}", "}" + (field.endsWith("}") ? "}" : "")));

        assertThat(of(config.toJson())).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource({"mistral, sliding_window, 5", "qwen2, rope_theta, 1000000", "qwen3, head_dim, 16"})
    void readsWhatItWroteOfOtherFamilies(String type, String field, int value) {
        ModelConfig config = of(TINY.replace("llama", type).replace("}", ", \"" + field + "\": " + value + "}"));

        assertThat(config.architecture().type()).isEqualTo(type);
        assertThat(of(config.toJson())).isEqualTo(config);
    }

    @Test
    void namesTheArchitecturesItKnows() {
        assertThatThrownBy(() -> of(TINY.replace("llama", "gpt_bigcode")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("config.json")
                .hasMessageContaining("'gpt_bigcode'")
                .hasMessageContaining("llama, mistral, qwen2, qwen3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"vocab_size\": 10, | | 'vocab_size'",
                "\"hidden_size\": 8 | \"hidden_size\": \"8\" | 'hidden_size'",
                "\"num_hidden_layers\": 1 | \"num_hidden_layers\": 0 | num_hidden_layers",
                "\"num_attention_heads\": 2 | \"num_attention_heads\": 2, \"num_key_value_heads\": 3 | 3 key-value",
                "\"num_attention_heads\": 2 | \"num_attention_heads\": 8 | even number",
                "\"vocab_size\" | \"hidden_act\": \"gelu\", \"vocab_size\" | 'gelu'",
                "\"vocab_size\" | \"rope_scaling\": {\"type\": \"su\"}, \"vocab_size\" | 'su'",
                "\"vocab_size\" | \"rope_scaling\": {\"type\": \"linear\", \"factor\": 0}, \"vocab_size\" | factor",
                "\"vocab_size\" | \"rope_theta\": \"x\", \"vocab_size\" | 'rope_theta'",
                "} | | not JSON"
            })
    void saysWhichFieldIsWrong(String part, String by, String expected) {
        assertThatThrownBy(() -> of(TINY.replace(part, by == null ? "" : by)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void readsTheFileInADirectory() throws IOException {
        Files.writeString(directory.resolve("config.json"), TINY);

        assertThat(ModelConfig.read(directory)).isEqualTo(of(TINY));
        assertThatThrownBy(() -> ModelConfig.read(directory.resolve("没有.json")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("没有.json");
    }
}
