package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.TensorSource;
import dev.lian4j.core.weights.io.WriteFormat;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a model to a GGUF file, such as one that an adapter was merged into. */
public final class GgufModel {

    /** GGUF's numbers for the type that most tensors of a file have. */
    private static final Map<String, Integer> FILE_TYPES = Map.of("F32", 0, "F16", 1, "BF16", 32);

    /** GGUF's name of the tensor that stretches positions; the same in both forms. */
    public static final String ROPE_FACTORS = "rope_freqs.weight";

    private GgufModel() {}

    /**
     * Writes a model: the network, vocabulary and chat template of the GGUF file it was made from, and new numbers. Tensors
     * of one length (norms and biases) stay F32, as llama.cpp wants them.
     *
     * @param like the header of the file that the model was made from; may be the one that is replaced
     * @param type F32, F16 or BF16
     * @param source gives the tensors under Hugging Face's names and in its order of rows, as {@link GgufWeights} does
     * @throws ModelException if the source lacks a tensor, or the file cannot be written
     * @throws IllegalArgumentException if the type is none that is written
     */
    public static void write(Path file, GgufHeader like, String type, TensorSource source) {
        List<TensorInfo> tensors = like.tensors().stream()
                .map(tensor -> GgufWeights.info(tensor.name(), tensor))
                .map(info -> new TensorInfo(info.name(), info.shape(), type(info.shape(), type)))
                .toList();
        GgufKeys keys = new GgufKeys().copyOf(like, "general.file_type", "general.quantization_version");
        write(file, GgufBase.of(like), keys, tensors, type, source);
    }

    /**
     * Writes a model that was never a GGUF file.
     *
     * @param keys what the file says of the network and its vocabulary, but for {@code general.file_type}
     * @param shapes of the tensors by Hugging Face's names, the slowest length first
     * @param type F32, F16 or BF16
     * @param source gives the tensors under those names
     * @throws ModelException if GGUF has no name for a tensor, the source lacks one, or the file cannot be written
     * @throws IllegalArgumentException if the type is none that is written
     */
    public static void write(
            Path file, GgufBase base, GgufKeys keys, Map<String, List<Long>> shapes, String type, TensorSource source) {
        List<TensorInfo> tensors = new ArrayList<>();
        shapes.forEach(
                (name, shape) -> tensors.add(new TensorInfo(GgufNames.tensorToGguf(name), shape, type(shape, type))));
        write(file, base, keys, tensors, type, source);
    }

    private static String type(List<Long> shape, String type) {
        return shape.size() < 2 ? "F32" : type;
    }

    private static void write(
            Path file, GgufBase base, GgufKeys keys, List<TensorInfo> tensors, String type, TensorSource source) {
        WriteFormat.of(type);
        keys.u32("general.file_type", Objects.requireNonNull(FILE_TYPES.get(type)));
        GgufWriter.write(file, keys, tensors, moved(base, tensors, source));
    }

    private static TensorSource moved(GgufBase base, List<TensorInfo> tensors, TensorSource source) {
        Map<String, TensorInfo> byName = new HashMap<>();
        tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
        return (name, into) -> {
            TensorInfo info = Objects.requireNonNull(byName.get(name));
            String wanted = GgufNames.tensorToHuggingFace(name);
            HeadRows order = base.rowOrder(name, info.rows()).orElse(null);
            if (order == null) {
                source.read(wanted, into);
                return;
            }
            FloatBuffer rows = FloatBuffer.allocate(Math.toIntExact(info.size()));
            source.read(wanted, rows);
            order.toGguf(rows.array(), (int) info.columns(), into);
        };
    }
}
