package dev.lian4j.finetune.pretrained;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.gguf.GgufBase;
import dev.lian4j.core.weights.gguf.GgufKeys;
import dev.lian4j.finetune.model.Architecture;
import dev.lian4j.finetune.model.AttentionConfig;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.model.RopeConfig;
import dev.lian4j.finetune.model.RopeScaling;

/** What a GGUF file says of a network, for one that was not read from such a file. After ggml's {@code docs/gguf.md}. */
record GgufDescription(ModelConfig config) {

    /** GGUF's name: Mistral's networks go by Llama's. */
    private String architecture() {
        return config.architecture() == Architecture.MISTRAL
                ? Architecture.LLAMA.type()
                : config.architecture().type();
    }

    GgufBase base() {
        return new GgufBase(
                architecture(),
                config.attention().heads(),
                config.attention().keyValueHeads(),
                config.tiedEmbeddings());
    }

    GgufKeys keys(String name) {
        String prefix = architecture() + ".";
        AttentionConfig attention = config.attention();
        GgufKeys keys = new GgufKeys()
                .text("general.architecture", architecture())
                .text("general.name", name)
                .u32(prefix + "vocab_size", config.vocabularySize())
                .u32(prefix + "context_length", config.contextLength())
                .u32(prefix + "embedding_length", config.hiddenSize())
                .u32(prefix + "block_count", config.layers())
                .u32(prefix + "feed_forward_length", config.intermediateSize())
                .u32(prefix + "attention.head_count", attention.heads())
                .u32(prefix + "attention.head_count_kv", attention.keyValueHeads())
                .u32(prefix + "attention.key_length", attention.headSize())
                .u32(prefix + "attention.value_length", attention.headSize())
                .f32(prefix + "attention.layer_norm_rms_epsilon", (float) config.normEpsilon())
                .u32(prefix + "rope.dimension_count", attention.headSize())
                .f32(prefix + "rope.freq_base", (float) config.rope().theta());
        return attention.window() == 0 ? keys : keys.u32(prefix + "attention.sliding_window", attention.window());
    }

    /**
     * How positions are stretched, a number for each pair of a head, as GGUF's {@code rope_freqs} has it; empty for none.
     *
     * @throws ModelException if the stretching depends on the length of the text or changes attention, too
     */
    float[] ropeFactors() {
        RopeConfig rope = config.rope();
        if (rope.scaling() instanceof RopeScaling.None) {
            return new float[0];
        }
        if (rope.scaling() instanceof RopeScaling.Dynamic || rope.scaling().attentionFactor() != 1) {
            throw new ModelException("The rope scaling " + rope.scaling() + " is not written to GGUF;"
                    + " save the model as a directory and convert that by llama.cpp");
        }
        double[] plain = new RopeConfig(rope.theta(), rope.headSize(), new RopeScaling.None()).frequencies(1);
        double[] stretched = rope.frequencies(1);
        float[] factors = new float[plain.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = (float) (plain[i] / stretched[i]);
        }
        return factors;
    }
}
