package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.safetensors.SafetensorsWriter;
import dev.lian4j.finetune.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a model as Hugging Face keeps it. */
record ModelFiles(ModelConfig config, Map<String, Tensor> parameters) {

    void write(Path directory) {
        List<TensorInfo> tensors = parameters.entrySet().stream()
                .map(each -> info(each.getKey(), each.getValue()))
                .toList();
        try {
            Files.createDirectories(directory);
            SafetensorsWriter.write(
                    directory.resolve("model.safetensors"),
                    SafetensorsWriter.PYTORCH,
                    tensors,
                    (name, into) -> into.put(
                            Objects.requireNonNull(parameters.get(name)).floats()));
            Files.writeString(directory.resolve("config.json"), config.toJson());
        } catch (IOException e) {
            throw new ModelException("Cannot write the model to " + directory, ModelException.Details.NONE, e);
        }
    }

    private static TensorInfo info(String name, Tensor tensor) {
        return new TensorInfo(name, Arrays.stream(tensor.shape()).boxed().toList(), "F32");
    }
}
