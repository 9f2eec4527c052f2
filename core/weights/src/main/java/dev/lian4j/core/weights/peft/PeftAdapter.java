package dev.lian4j.core.weights.peft;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.safetensors.SafetensorsWeights;
import dev.lian4j.core.weights.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An adapter as PEFT keeps it in a directory: {@code adapter_config.json} and {@code adapter_model.safetensors}. Read and
 * written after peft 0.21.
 *
 * @param config what was trained, and how
 * @param tensors the numbers, by PEFT's names without the name of the adapter, such as
 *     {@code base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight}
 */
public record PeftAdapter(PeftConfig config, Map<String, FloatTensor> tensors) {

    /** The one tensor of prompt and prefix tuning. */
    public static final String PROMPT = "prompt_embeddings";

    static final String CONFIG = "adapter_config.json";
    static final String TENSORS = "adapter_model.safetensors";

    /** Copies the map, and keeps its order. */
    public PeftAdapter {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * Reads a directory. Keys that are not known are ignored; settings that would change what the model computes and are
     * not supported are refused by name.
     *
     * @throws ModelException if a file is missing or damaged, or asks for what is not supported
     */
    public static PeftAdapter read(Path directory) {
        PeftConfig config = ConfigReader.read(directory.resolve(CONFIG));
        if (!Files.exists(directory.resolve(TENSORS))) {
            throw new ModelException("The adapter " + directory + " has no " + TENSORS
                    + " (pickled adapter_model.bin is not read: save it again with safe_serialization)");
        }
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        try (SafetensorsWeights weights = SafetensorsWeights.open(directory.resolve(TENSORS))) {
            weights.tensors().keySet().forEach(name -> tensors.put(name, FloatTensor.read(weights, name)));
        }
        return new PeftAdapter(config, tensors);
    }

    /**
     * Writes a directory, in F32. Each file is written whole or not at all, the configuration last.
     *
     * @throws ModelException if it cannot be written
     */
    public void write(Path directory) {
        write(directory, "F32");
    }

    /**
     * Writes a directory with the numbers in F32, F16 or BF16.
     *
     * @throws ModelException if it cannot be written
     */
    public void write(Path directory, String type) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ModelException("Cannot make the directory " + directory, ModelException.Details.NONE, e);
        }
        List<TensorInfo> infos = tensors.entrySet().stream()
                .map(entry -> entry.getValue().info(entry.getKey(), type))
                .toList();
        SafetensorsWriter.write(
                directory.resolve(TENSORS),
                infos,
                (name, into) ->
                        into.put(Objects.requireNonNull(tensors.get(name)).values()));
        ConfigWriter.write(config, directory.resolve(CONFIG));
    }
}
