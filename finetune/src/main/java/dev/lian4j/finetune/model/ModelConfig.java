package dev.lian4j.finetune.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.gguf.GgufWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a model of the Llama family looks like.
 *
 * @param architecture which of them
 * @param vocabularySize tokens
 * @param hiddenSize numbers that stand for a token between layers
 * @param intermediateSize numbers within the feed-forward part
 * @param layers blocks
 * @param contextLength tokens that it was trained for
 * @param normEpsilon keeps norms from dividing by 0
 * @param attention how it attends
 * @param rope how it tells positions
 * @param mlpBias whether the feed-forward projections have biases
 * @param tiedEmbeddings whether the language head is the embedding table
 */
public record ModelConfig(
        Architecture architecture,
        int vocabularySize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int contextLength,
        double normEpsilon,
        AttentionConfig attention,
        RopeConfig rope,
        boolean mlpBias,
        boolean tiedEmbeddings) {

    /** Checks that there is one of each at least. */
    public ModelConfig {
        positive("vocab_size", vocabularySize);
        positive("hidden_size", hiddenSize);
        positive("intermediate_size", intermediateSize);
        positive("num_hidden_layers", layers);
        positive("max_position_embeddings", contextLength);
        if (!(normEpsilon > 0)) {
            throw new ModelException("rms_norm_eps must be above 0, was " + normEpsilon);
        }
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new ModelException(name + " must be at least 1, was " + value);
        }
    }

    /** A small Llama with tied embeddings, for training from scratch and for tests. */
    public static ModelConfig llama(int vocabularySize, int hiddenSize, int layers, int heads, int contextLength) {
        int headSize = hiddenSize / heads;
        return new ModelConfig(
                Architecture.LLAMA,
                vocabularySize,
                hiddenSize,
                feedForward(hiddenSize),
                layers,
                contextLength,
                1e-5,
                AttentionConfig.of(heads, heads, headSize),
                new RopeConfig(10_000, headSize, new RopeScaling.None()),
                false,
                true);
    }

    /** LLaMA with 7 billion parameters, Touvron et al., 2023; for reckoning what it would need. */
    public static ModelConfig llama7b() {
        return new ModelConfig(
                Architecture.LLAMA,
                32_000,
                4096,
                11_008,
                32,
                2048,
                1e-6,
                AttentionConfig.of(32, 32, 128),
                new RopeConfig(10_000, 128, new RopeScaling.None()),
                false,
                false);
    }

    /** 8/3 of the hidden size, which makes three matrices cost what two of four times it do; a multiple of 32. */
    private static int feedForward(int hiddenSize) {
        return (hiddenSize * 8 / 3 + 31) / 32 * 32;
    }

    /**
     * Reads Hugging Face's {@code config.json}.
     *
     * @param fileOrDirectory the file, or the directory it is in
     * @throws ModelException if it cannot be read, the architecture is not known, or a field is missing or wrong; says
     *     which
     */
    public static ModelConfig read(Path fileOrDirectory) {
        Path file = Files.isDirectory(fileOrDirectory) ? fileOrDirectory.resolve("config.json") : fileOrDirectory;
        try {
            return ofJson(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new ModelException("Cannot read the model's configuration " + file, ModelException.Details.NONE, e);
        }
    }

    /** As {@link #read}, from the text of a {@code config.json}; {@code where} is for messages. */
    public static ModelConfig ofJson(String json, String where) {
        try {
            return new ConfigJson(new ObjectMapper().readTree(json), where).config();
        } catch (JsonProcessingException e) {
            throw new ModelException(where + " is not JSON: " + e.getOriginalMessage(), ModelException.Details.NONE, e);
        }
    }

    /**
     * Reads the metadata of an open GGUF file.
     *
     * @throws ModelException as {@link #read}
     */
    public static ModelConfig ofGguf(GgufWeights weights) {
        return new ConfigGguf(weights).config();
    }

    /** As Hugging Face's {@code config.json}, which {@link #ofJson} reads back. */
    public String toJson() {
        ObjectNode json = new ConfigWriter(this).json();
        return json.toPrettyString();
    }

    /** The parameters' shapes by Hugging Face's names, in their usual order. */
    public Map<String, List<Long>> shapes() {
        return Collections.unmodifiableMap(ParameterShapes.of(this));
    }

    /** How many numbers all parameters have. */
    public long parameters() {
        return shapes().values().stream()
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
    }
}
