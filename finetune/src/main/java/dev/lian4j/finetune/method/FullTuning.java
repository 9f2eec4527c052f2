package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.safetensors.SafetensorsWriter;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Trains all numbers of a model: after other training, or from scratch. */
public record FullTuning() implements TuningMethod {

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        model.parameters().values().forEach(parameter -> parameter.requireGradient(true));
        return new Whole(model);
    }

    private record Whole(CausalLm model) implements TunedModel {

        @Override
        public Map<String, Tensor> trainable() {
            return model.parameters();
        }

        @Override
        public void save(Path directory, String baseModel) {
            List<TensorInfo> tensors = trainable().entrySet().stream()
                    .map(each -> new TensorInfo(
                            each.getKey(),
                            Arrays.stream(each.getValue().shape()).boxed().toList(),
                            "F32"))
                    .toList();
            try {
                Files.createDirectories(directory);
                SafetensorsWriter.write(
                        directory.resolve("model.safetensors"),
                        SafetensorsWriter.PYTORCH,
                        tensors,
                        (name, into) -> into.put(
                                Objects.requireNonNull(trainable().get(name)).floats()));
                Files.writeString(
                        directory.resolve("config.json"), model.config().toJson());
            } catch (IOException e) {
                throw new ModelException("Cannot write the model to " + directory, ModelException.Details.NONE, e);
            }
        }

        @Override
        public void close() {
            model.parameters().values().forEach(parameter -> parameter.requireGradient(false));
        }
    }
}
