package dev.lian4j.finetune.model;

import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.safetensors.SafetensorsWriter;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes tensors to a safetensors file, in F32. */
public final class TensorFile {

    private TensorFile() {}

    /**
     * Writes tensors under their names, all or none.
     *
     * @throws dev.lian4j.core.error.ModelException if the file cannot be written; what was there before still is
     */
    public static void write(Path file, Map<String, Tensor> tensors) {
        List<TensorInfo> infos = tensors.entrySet().stream()
                .map(each -> info(each.getKey(), each.getValue()))
                .toList();
        SafetensorsWriter.write(
                file,
                infos,
                (name, into) ->
                        into.put(Objects.requireNonNull(tensors.get(name)).floats()));
    }

    private static TensorInfo info(String name, Tensor tensor) {
        return new TensorInfo(name, Arrays.stream(tensor.shape()).boxed().toList(), "F32");
    }
}
