package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.core.weights.gguf.GgufModel;
import dev.lian4j.core.weights.gguf.GgufWeights;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the configuration from a GGUF file's metadata; what that leaves out is seen from the tensors. */
final class ConfigGguf {

    private final GgufWeights weights;
    private final GgufHeader header;
    private final String prefix;

    ConfigGguf(GgufWeights weights) {
        this.weights = weights;
        this.header = weights.header();
        this.prefix = header.architecture() + ".";
    }

    ModelConfig config() {
        Architecture architecture =
                Architecture.of(header.architecture(), header.file().toString());
        int hidden = whole("embedding_length");
        int heads = whole("attention.head_count");
        int headSize = optional("attention.key_length").orElse(Math.max(1, hidden / Math.max(1, heads)));
        return new ModelConfig(
                architecture,
                vocabularySize(),
                hidden,
                whole("feed_forward_length"),
                whole("block_count"),
                whole("context_length"),
                number("attention.layer_norm_rms_epsilon", 1e-5),
                new AttentionConfig(
                        heads,
                        optional("attention.head_count_kv").orElse(heads),
                        headSize,
                        has(".self_attn.q_proj.bias"),
                        has(".self_attn.o_proj.bias"),
                        has(".self_attn.q_norm.weight"),
                        optional("attention.sliding_window").orElse(0),
                        0),
                new RopeConfig(number("rope.freq_base", 10_000), headSize, scaling()),
                has(".mlp.down_proj.bias"),
                !weights.tensors().containsKey(ParameterShapes.HEAD + ".weight"));
    }

    /** The embedding table's rows, which some files have more of than tokens. */
    private int vocabularySize() {
        TensorInfo table = weights.tensors().get(ParameterShapes.EMBEDDING + ".weight");
        return table == null ? header.vocabularySize() : (int) table.rows();
    }

    private boolean has(String parameterOfFirstLayer) {
        return weights.tensors().containsKey(ParameterShapes.layer(0) + parameterOfFirstLayer);
    }

    private RopeScaling scaling() {
        if (weights.tensors().containsKey(GgufModel.ROPE_FACTORS)) {
            return new RopeScaling.Factors(ropeFactors());
        }
        double factor = number("rope.scaling.factor", number("rope.scale_linear", 1));
        String type = header.text(prefix + "rope.scaling.type").orElse(factor > 1 ? "linear" : "none");
        return switch (type) {
            case "none" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(factor);
            case "yarn" -> yarn(factor);
            default ->
                throw new ModelException(header.file() + ": the rope scaling '" + type
                        + "' is not known here; known are none, linear, yarn");
        };
    }

    private RopeScaling yarn(double factor) {
        int original = optional("rope.scaling.original_context_length").orElse(whole("context_length"));
        return new RopeScaling.Yarn(factor, original, 32, 1, RopeScaling.Yarn.usualAttentionFactor(factor));
    }

    private List<Double> ropeFactors() {
        FloatBuffer values = FloatBuffer.allocate(
                Math.toIntExact(weights.tensors().get(GgufModel.ROPE_FACTORS).size()));
        weights.read(GgufModel.ROPE_FACTORS, values);
        List<Double> factors = new ArrayList<>();
        for (float value : values.flip().array()) {
            factors.add((double) value);
        }
        return factors;
    }

    private int whole(String key) {
        return optional(key)
                .orElseThrow(() -> new ModelException(
                        header.file() + " has no '" + prefix + key + "', which a model of this kind needs"));
    }

    private Optional<Integer> optional(String key) {
        return header.number(prefix + key).map(value -> {
            if (value != (int) (long) value) {
                throw new ModelException(
                        header.file() + ": '" + prefix + key + "' is " + value + ", which is too large");
            }
            return (int) (long) value;
        });
    }

    private double number(String key, double absent) {
        return header.metadata().get(prefix + key) instanceof Number value ? value.doubleValue() : absent;
    }
}
