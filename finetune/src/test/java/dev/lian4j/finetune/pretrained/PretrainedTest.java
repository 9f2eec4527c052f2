package dev.lian4j.finetune.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.gguf.GgufKeys;
import dev.lian4j.core.weights.gguf.GgufWriter;
import dev.lian4j.core.weights.safetensors.SafetensorsWriter;
import dev.lian4j.finetune.generate.FineTunedChatModel;
import dev.lian4j.finetune.generate.GenerationOptions;
import dev.lian4j.finetune.generate.Generator;
import dev.lian4j.finetune.generate.TinyModel;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.TextTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainedTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);
    private static final GenerationOptions SHORT =
            GenerationOptions.builder().maxTokens(8).build();

    @TempDir
    Path directory;

    @AfterAll
    static void nothingIsLeft() {
        assertThat(ENGINE.kept()).isZero();
        ENGINE.close();
    }

    /** Writes a tiny model as Hugging Face's libraries do, and gives what it continues "你好" with. */
    private String written() throws IOException {
        try (CausalLm model = TinyModel.model(ENGINE);
                TextTokenizer tokenizer = TinyModel.tokenizer(Set.of(TinyModel.END))) {
            List<TensorInfo> tensors = model.parameters().entrySet().stream()
                    .map(parameter -> new TensorInfo(
                            parameter.getKey(),
                            Arrays.stream(parameter.getValue().shape()).boxed().toList(),
                            "F32"))
                    .toList();
            SafetensorsWriter.write(
                    directory.resolve("model.safetensors"),
                    tensors,
                    (name, into) -> into.put(model.parameters().get(name).floats()));
            Files.writeString(directory.resolve("config.json"), model.config().toJson());
            Files.writeString(directory.resolve("tokenizer.json"), tokenizer.toJson());
            return Generator.of(model, tokenizer).generate("你好", SHORT);
        }
    }

    private void tokenizerConfig(String template) throws IOException {
        Files.writeString(
                directory.resolve("tokenizer_config.json"),
                "{\"eos_token\": {\"content\": \"<|im_end|>\"}, \"bos_token\": null, \"chat_template\": \"" + template
                        + "\"}");
    }

    @Test
    void readsADirectoryOfHuggingFace() throws IOException {
        String expected = written();
        tokenizerConfig("<|im_start|>");
        try (Pretrained pretrained = Pretrained.open(ENGINE, directory)) {
            Generator generator = Generator.of(pretrained.model(), pretrained.tokenizer());

            assertThat(generator.generate("你好", SHORT)).isEqualTo(expected);
            assertThat(pretrained.tokenizer().specialTokens().ends()).containsExactly(TinyModel.END);
            assertThat(FineTunedChatModel.of(pretrained))
                    .hasToString("FineTunedChatModel[" + directory.getFileName() + "]");
        }
    }

    @Test
    void readsEndTokensOfTheGenerationConfig() throws IOException {
        written();
        Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\": [3, 4]}");
        try (Pretrained pretrained = Pretrained.open(ENGINE, directory)) {
            assertThat(pretrained.tokenizer().specialTokens().ends()).containsExactlyInAnyOrder(3, 4);
            assertThat(pretrained.chatTemplate()).isEmpty();
            assertThatThrownBy(() -> FineTunedChatModel.of(pretrained))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("no chat template");
        }
    }

    @Test
    void saysWhichFileIsMissingOrWrong() throws IOException {
        written();
        Files.delete(directory.resolve("tokenizer.json"));
        assertThatThrownBy(() -> Pretrained.open(ENGINE, directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("tokenizer.json");
        Files.writeString(directory.resolve("tokenizer.json"), "{\"model\": {\"type\": \"BPE\"}}");
        assertThatThrownBy(() -> Pretrained.open(ENGINE, directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no vocabulary");
        Files.writeString(
                directory.resolve("tokenizer.json"), "{\"model\": {\"type\": \"Other\", \"vocab\": {\"a\": 0}}}");
        assertThatThrownBy(() -> Pretrained.open(ENGINE, directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("cannot be read as a tokenizer");
    }

    @Test
    void aFileOfAnotherArchitectureIsRefused() {
        Path file = directory.resolve("bert.gguf");
        GgufWriter.write(
                file,
                new GgufKeys().text("general.architecture", "bert"),
                List.of(new TensorInfo("a", List.of(1L), "F32")),
                (name, into) -> into.put(0));
        assertThatThrownBy(() -> Pretrained.open(ENGINE, file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("bert");
    }

    @Test
    void whatIsSavedIsReadBackTheSame() throws IOException {
        String expected = written();
        tokenizerConfig("<|im_start|>");
        Path copy = directory.resolve("copy");
        try (Pretrained pretrained = Pretrained.open(ENGINE, directory)) {
            pretrained.save(copy);
        }
        try (Pretrained back = Pretrained.open(ENGINE, copy)) {
            assertThat(Generator.of(back.model(), back.tokenizer()).generate("你好", SHORT))
                    .isEqualTo(expected);
            assertThat(back.chatTemplate()).contains("<|im_start|>");
            assertThat(back.tokenizer().specialTokens().end()).isEqualTo(TinyModel.END);
        }
    }
}
