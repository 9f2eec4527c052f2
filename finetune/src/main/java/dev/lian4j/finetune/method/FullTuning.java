package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;

/** Trains all numbers of a model: after other training, or from scratch. */
public record FullTuning() implements TuningMethod {

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        if (model.quantized()) {
            throw new ModelException("A model that is kept quantised cannot be trained whole: load it whole first, or"
                    + " train an adapter");
        }
        model.parameters().values().forEach(parameter -> parameter.requireGradient(true));
        return new Whole(model);
    }

    @Override
    public long trainable(ModelConfig config) {
        return config.parameters();
    }

    private record Whole(CausalLm model) implements TunedModel {

        @Override
        public Map<String, Tensor> trainable() {
            return model.parameters();
        }

        @Override
        public void save(Path directory, String baseModel) {
            model.save(directory);
        }

        @Override
        public void close() {
            model.parameters().values().forEach(parameter -> parameter.requireGradient(false));
        }
    }
}
