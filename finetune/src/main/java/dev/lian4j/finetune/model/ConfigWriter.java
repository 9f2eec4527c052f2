package dev.lian4j.finetune.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;

/** Writes a configuration as Hugging Face's {@code config.json}. */
final class ConfigWriter {

    private final ModelConfig config;

    ConfigWriter(ModelConfig config) {
        this.config = config;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("architectures").add(config.architecture().className());
        json.put("model_type", config.architecture().type())
                .put("hidden_act", "silu")
                .put("vocab_size", config.vocabularySize())
                .put("hidden_size", config.hiddenSize())
                .put("intermediate_size", config.intermediateSize())
                .put("num_hidden_layers", config.layers())
                .put("max_position_embeddings", config.contextLength())
                .put("rms_norm_eps", config.normEpsilon())
                .put("tie_word_embeddings", config.tiedEmbeddings())
                .put("mlp_bias", config.mlpBias())
                .put("torch_dtype", "float32");
        attention(json);
        json.put("rope_theta", config.rope().theta());
        json.set("rope_scaling", scaling(config.rope().scaling()));
        return json;
    }

    private void attention(ObjectNode json) {
        AttentionConfig attention = config.attention();
        json.put("num_attention_heads", attention.heads())
                .put("num_key_value_heads", attention.keyValueHeads())
                .put("head_dim", attention.headSize())
                .put("attention_bias", attention.outputBias() || plainBias(attention))
                .put("use_sliding_window", attention.window() > 0)
                .put("max_window_layers", attention.firstWindowLayer());
        if (attention.window() > 0) {
            json.put("sliding_window", attention.window());
        } else {
            json.putNull("sliding_window");
        }
    }

    private boolean plainBias(AttentionConfig attention) {
        return attention.inputBias() && config.architecture() != Architecture.QWEN2;
    }

    private static ObjectNode scaling(RopeScaling scaling) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (scaling instanceof RopeScaling.Linear linear) {
            return json.put("rope_type", "linear").put("factor", linear.factor());
        }
        if (scaling instanceof RopeScaling.Dynamic dynamic) {
            return json.put("rope_type", "dynamic").put("factor", dynamic.factor());
        }
        if (scaling instanceof RopeScaling.Llama3 llama3) {
            return json.put("rope_type", "llama3")
                    .put("factor", llama3.factor())
                    .put("low_freq_factor", llama3.lowFactor())
                    .put("high_freq_factor", llama3.highFactor())
                    .put("original_max_position_embeddings", llama3.originalContext());
        }
        if (scaling instanceof RopeScaling.Yarn yarn) {
            return json.put("rope_type", "yarn")
                    .put("factor", yarn.factor())
                    .put("original_max_position_embeddings", yarn.originalContext())
                    .put("beta_fast", yarn.betaFast())
                    .put("beta_slow", yarn.betaSlow())
                    .put("attention_factor", yarn.attentionFactor());
        }
        if (scaling instanceof RopeScaling.Factors) {
            throw new ModelException("The rope factors of a GGUF file cannot be written to a config.json;"
                    + " take the rope_scaling of the original model");
        }
        return json.put("rope_type", "default");
    }
}
