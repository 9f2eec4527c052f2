package dev.lian4j.finetune.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.finetune.generate.GenerationOptions;
import dev.lian4j.finetune.generate.Generator;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.BpeTrainer;
import dev.lian4j.finetune.text.TextTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufExportTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);
    private static final GenerationOptions SHORT =
            GenerationOptions.builder().maxTokens(12).build();
    private static final String TEXT = "床前明月光 疑是地上霜 The cat, 12 dogs! 👩‍👩‍👧 été";

    @TempDir
    Path directory;

    @AfterAll
    static void nothingIsLeft() {
        assertThat(ENGINE.kept()).isZero();
        ENGINE.close();
    }

    /** A network as {@code lian pretrain} makes one, with changes to its configuration. */
    private Path written(String what, String by) throws Exception {
        Path folder = directory.resolve("made");
        Files.createDirectories(folder);
        try (TextTokenizer tokenizer = BpeTrainer.of(300).train(Stream.of(TEXT, TEXT))) {
            String json = ModelConfig.llama(tokenizer.vocabularySize() + 3, 32, 2, 4, 64)
                    .toJson();
            String changed = json.replaceAll(what, by);
            try (CausalLm model = CausalLm.random(ENGINE, ModelConfig.ofJson(changed, "test"), 7)) {
                model.save(folder);
                tokenizer.save(folder, Optional.of("{{ messages }}"));
            }
        }
        return folder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"num_key_value_heads\" : 4 -> \"num_key_value_heads\" : 2",
                "\"rope_type\" : \"default\" -> \"rope_type\" : \"linear\", \"factor\" : 2.0",
                "\"model_type\" : \"llama\" -> \"model_type\" : \"qwen3\"",
                "\"tie_word_embeddings\" : true -> \"tie_word_embeddings\" : false"
            })
    void aModelOfADirectoryIsTheSameAsGguf(String change) throws Exception {
        String[] parts = change.split(" -> ", -1);
        Path file = directory.resolve("model.gguf");
        Path folder = written(parts[0], parts[1]);
        try (Pretrained made = Pretrained.open(ENGINE, folder)) {
            made.saveGguf(file, "F32");
            try (Pretrained back = Pretrained.open(ENGINE, file)) {
                assertThat(back.tokenizer().encodeWhole(TEXT))
                        .isEqualTo(made.tokenizer().encodeWhole(TEXT));
                assertThat(back.tokenizer().specialTokens().ends())
                        .isEqualTo(made.tokenizer().specialTokens().ends());
                assertThat(back.chatTemplate()).contains("{{ messages }}");
                assertThat(Generator.of(back.model(), back.tokenizer()).generate("明月", SHORT))
                        .isEqualTo(Generator.of(made.model(), made.tokenizer()).generate("明月", SHORT));
            }
        }
    }

    @Test
    void aTokenizerThatGgufHasNoFormForIsRefused() throws Exception {
        Path folder = written("a", "a");
        Path json = folder.resolve("tokenizer.json");
        Files.writeString(json, Files.readString(json).replace("\"use_regex\":true", "\"use_regex\":false"));
        try (Pretrained made = Pretrained.open(ENGINE, folder)) {
            assertThatThrownBy(() -> made.saveGguf(directory.resolve("model.gguf"), "F16"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("cuts texts into words");
        }
    }
}
