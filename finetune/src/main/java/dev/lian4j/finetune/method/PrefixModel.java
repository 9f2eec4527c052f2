package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.core.weights.peft.PrefixTuningFile;
import dev.lian4j.finetune.model.AttentionConfig;
import dev.lian4j.finetune.model.AttentionMemory;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;

/** A model with learned keys and values before every text, in each layer. */
final class PrefixModel implements TunedModel {

    private final CausalLm model;
    private final Tensor prefix;

    /**
     * A model with a prefix.
     *
     * @param prefix {@code [positions, layers * 2 * width]}: a key and a value for each layer
     */
    PrefixModel(CausalLm model, FloatTensor prefix) {
        this.model = model;
        this.prefix = Parameters.of(model.engine(), prefix);
    }

    static PrefixModel load(CausalLm model, PeftAdapter peft, Path directory) {
        FloatTensor prefix = Parameters.only(peft, directory);
        if (prefix.shape().get(1) != numbers(model.config())) {
            throw new ModelException("The adapter " + directory + " has keys and values " + prefix
                    + ", but the model's of a position are " + numbers(model.config()) + " numbers");
        }
        return new PrefixModel(model, prefix);
    }

    /** The numbers of a layer's keys: all heads together. */
    static int width(ModelConfig config) {
        AttentionConfig attention = config.attention();
        return attention.keyValueHeads() * attention.headSize();
    }

    /** The numbers of a position. */
    static int numbers(ModelConfig config) {
        return config.layers() * 2 * width(config);
    }

    @Override
    public CausalLm model() {
        return model;
    }

    @Override
    public Map<String, Tensor> trainable() {
        return Map.of(PeftAdapter.PROMPT, prefix);
    }

    @Override
    public AttentionMemory memory(int rows) {
        return new PrefixMemory(model.engine(), model.config().attention(), prefix, rows);
    }

    @Override
    public void save(Path directory, String baseModel) {
        FloatTensor numbers = Parameters.floats(prefix);
        new PeftAdapter(file(baseModel), Map.of(PeftAdapter.PROMPT, numbers)).write(directory);
    }

    private PrefixTuningFile file(String baseModel) {
        ModelConfig config = model.config();
        int heads = config.attention().keyValueHeads();
        return new PrefixTuningFile(
                baseModel, "CAUSAL_LM", (int) prefix.size(0), width(config), config.layers(), heads);
    }

    @Override
    public void close() {
        prefix.close();
    }
}
