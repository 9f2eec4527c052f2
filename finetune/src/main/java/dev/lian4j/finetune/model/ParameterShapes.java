package dev.lian4j.finetune.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a model by Hugging Face's names, in their usual order, and their shapes. */
final class ParameterShapes {

    static final String EMBEDDING = "model.embed_tokens";
    static final String HEAD = "lm_head";
    static final String LAST_NORM = "model.norm";

    private final ModelConfig config;
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    private ParameterShapes(ModelConfig config) {
        this.config = config;
    }

    static Map<String, List<Long>> of(ModelConfig config) {
        ParameterShapes all = new ParameterShapes(config);
        all.matrix(EMBEDDING, config.vocabularySize(), config.hiddenSize(), false);
        for (int layer = 0; layer < config.layers(); layer++) {
            all.block(layer(layer));
        }
        all.vector(LAST_NORM + ".weight", config.hiddenSize());
        if (!config.tiedEmbeddings()) {
            all.matrix(HEAD, config.vocabularySize(), config.hiddenSize(), false);
        }
        return all.shapes;
    }

    /** The name that a layer's parameters begin with. */
    static String layer(int index) {
        return "model.layers." + index;
    }

    private void block(String name) {
        vector(name + ".input_layernorm.weight", config.hiddenSize());
        attention(name + ".self_attn");
        vector(name + ".post_attention_layernorm.weight", config.hiddenSize());
        matrix(name + ".mlp.gate_proj", config.intermediateSize(), config.hiddenSize(), config.mlpBias());
        matrix(name + ".mlp.up_proj", config.intermediateSize(), config.hiddenSize(), config.mlpBias());
        matrix(name + ".mlp.down_proj", config.hiddenSize(), config.intermediateSize(), config.mlpBias());
    }

    private void attention(String name) {
        AttentionConfig attention = config.attention();
        int queries = attention.heads() * attention.headSize();
        int keys = attention.keyValueHeads() * attention.headSize();
        matrix(name + ".q_proj", queries, config.hiddenSize(), attention.inputBias());
        matrix(name + ".k_proj", keys, config.hiddenSize(), attention.inputBias());
        matrix(name + ".v_proj", keys, config.hiddenSize(), attention.inputBias());
        matrix(name + ".o_proj", config.hiddenSize(), queries, attention.outputBias());
        if (attention.headNorm()) {
            vector(name + ".q_norm.weight", attention.headSize());
            vector(name + ".k_norm.weight", attention.headSize());
        }
    }

    private void matrix(String name, long rows, long columns, boolean bias) {
        shapes.put(name + ".weight", List.of(rows, columns));
        if (bias) {
            vector(name + ".bias", rows);
        }
    }

    private void vector(String name, long length) {
        shapes.put(name, List.of(length));
    }
}
