package dev.lian4j.finetune.pretrained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.Weights;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.core.weights.gguf.GgufKeys;
import dev.lian4j.core.weights.gguf.GgufModel;
import dev.lian4j.core.weights.gguf.GgufWeights;
import dev.lian4j.core.weights.safetensors.SafetensorsWeights;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.text.TextTokenizer;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model from disk, in memory: a GGUF file, or a directory of Hugging Face's with {@code config.json},
 * {@code *.safetensors} and {@code tokenizer.json}. To be closed.
 *
 * @param source where it was read from
 * @param model its network, all parameters frozen
 * @param tokenizer its tokenizer
 * @param chatTemplate the Jinja template by which it wants conversations written, where it has one
 */
public record Pretrained(Path source, CausalLm model, TextTokenizer tokenizer, Optional<String> chatTemplate)
        implements AutoCloseable {

    /**
     * Reads a model. The files are not needed any more afterwards.
     *
     * @throws ModelException if something is missing, damaged, of an unknown kind, or does not fit the rest; says what
     */
    public static Pretrained open(TensorEngine engine, Path source) {
        return Files.isDirectory(source) ? directory(engine, source) : gguf(engine, source);
    }

    /**
     * Reads a GGUF file whose projections stay in it as they are, quantised: see {@link CausalLm#loadQuantized}. The file
     * is needed until the model is closed.
     *
     * @throws ModelException as {@link #open}
     */
    public static Pretrained openQuantized(TensorEngine engine, Path file) {
        GgufWeights weights = GgufWeights.open(file);
        try {
            TextTokenizer tokenizer = TextTokenizer.ofGguf(weights.header());
            ModelConfig config = ModelConfig.ofGguf(weights);
            CausalLm model = loaded(() -> CausalLm.loadQuantized(engine, config, weights), tokenizer);
            return new Pretrained(file, model, tokenizer, weights.header().chatTemplate());
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private static Pretrained gguf(TensorEngine engine, Path file) {
        try (GgufWeights weights = GgufWeights.open(file)) {
            TextTokenizer tokenizer = TextTokenizer.ofGguf(weights.header());
            CausalLm model = loaded(() -> CausalLm.load(engine, ModelConfig.ofGguf(weights), weights), tokenizer);
            return new Pretrained(file, model, tokenizer, weights.header().chatTemplate());
        }
    }

    private static Pretrained directory(TensorEngine engine, Path directory) {
        ModelConfig config = ModelConfig.read(directory);
        TextTokenizer tokenizer = TextTokenizer.read(directory);
        try (Weights weights = SafetensorsWeights.open(directory)) {
            return new Pretrained(
                    directory,
                    loaded(() -> CausalLm.load(engine, config, weights), tokenizer),
                    tokenizer,
                    jinja(directory));
        }
    }

    /** The model; what was opened before it is closed again if it cannot be read. */
    private static CausalLm loaded(Supplier<CausalLm> model, TextTokenizer tokenizer) {
        try {
            return model.get();
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static Optional<String> jinja(Path directory) {
        try {
            Path own = directory.resolve("chat_template.jinja");
            if (Files.exists(own)) {
                return Optional.of(Files.readString(own));
            }
            Path config = directory.resolve("tokenizer_config.json");
            JsonNode template = Files.exists(config)
                    ? new ObjectMapper().readTree(Files.readString(config)).path("chat_template")
                    : new ObjectMapper().missingNode();
            return template.isTextual() ? Optional.of(template.textValue()) : Optional.empty();
        } catch (IOException e) {
            throw new ModelException(
                    "Cannot read the chat template in " + directory + ": " + e.getMessage(),
                    ModelException.Details.NONE,
                    e);
        }
    }

    /**
     * Writes the model as a directory of Hugging Face's: {@code config.json}, {@code model.safetensors} in F32, the
     * tokenizer and the chat template. {@link #open} and Python's transformers read it.
     *
     * @throws ModelException if it cannot be written
     */
    public void save(Path directory) {
        model.save(directory);
        tokenizer.save(directory, chatTemplate);
    }

    /**
     * Writes the model as a GGUF file: with the vocabulary and template of the GGUF file it was read from, or with those of
     * its directory, of which byte-level BPE can be written.
     *
     * @param type F32, F16 or BF16
     * @throws ModelException if GGUF has no form for the tokenizer or the network, or the file cannot be written
     */
    public void saveGguf(Path file, String type) {
        if (!Files.isDirectory(source)) {
            GgufModel.write(file, GgufHeader.read(source), type, this::numbers);
            return;
        }
        GgufDescription network = new GgufDescription(model.config());
        GgufKeys keys =
                network.keys(source.toAbsolutePath().normalize().getFileName().toString());
        tokenizer.describe(keys, model.config().vocabularySize());
        chatTemplate.ifPresent(template -> keys.text("tokenizer.chat_template", template));
        float[] factors = network.ropeFactors();
        Map<String, List<Long>> shapes = new LinkedHashMap<>(model.config().shapes());
        if (factors.length > 0) {
            shapes.put(GgufModel.ROPE_FACTORS, List.of((long) factors.length));
        }
        GgufModel.write(file, network.base(), keys, shapes, type, (name, into) -> {
            if (name.equals(GgufModel.ROPE_FACTORS)) {
                into.put(factors);
            } else {
                numbers(name, into);
            }
        });
    }

    private void numbers(String name, FloatBuffer into) {
        into.put(Objects.requireNonNull(model.parameters().get(name)).floats());
    }

    @Override
    public void close() {
        model.close();
        tokenizer.close();
    }
}
