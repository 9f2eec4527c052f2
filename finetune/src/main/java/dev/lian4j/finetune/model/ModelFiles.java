package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.finetune.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes a model as Hugging Face keeps it. */
record ModelFiles(ModelConfig config, Map<String, Tensor> parameters) {

    void write(Path directory) {
        try {
            Files.createDirectories(directory);
            TensorFile.write(directory.resolve("model.safetensors"), parameters);
            Files.writeString(directory.resolve("config.json"), config.toJson());
        } catch (IOException e) {
            throw new ModelException("Cannot write the model to " + directory, ModelException.Details.NONE, e);
        }
    }
}
