package dev.lian4j.core.weights.gguf;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.QuantizedTensor;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.Weights;
import dev.lian4j.core.weights.io.BlockFormat;
import dev.lian4j.core.weights.io.MappedFile;
import dev.lian4j.core.weights.io.MappedTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The weights in a GGUF file of a Llama-like model, in Hugging Face's form: its names, its order of lengths, and the rows
 * of queries and keys in its order. F32, F16, BF16, F64, Q4_0, Q4_1, Q5_0, Q5_1, Q8_0, Q4_K, Q5_K and Q6_K are read;
 * tensors of other types are listed and cannot be read. Tensors that Hugging Face's models do not have, such as
 * {@code rope_freqs.weight}, keep their names.
 */
public final class GgufWeights implements Weights {

    private final GgufHeader header;
    private final GgufBase base;
    private final MappedFile file;
    private final Map<String, GgufTensor> byName;
    private final Map<String, TensorInfo> tensors;

    private GgufWeights(GgufHeader header, GgufBase base, MappedFile file, Map<String, GgufTensor> byName) {
        this.header = header;
        this.base = base;
        this.file = file;
        this.byName = byName;
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> infos.put(name, info(name, tensor)));
        this.tensors = Collections.unmodifiableMap(infos);
    }

    /**
     * Opens a file.
     *
     * @throws ModelException if there is no such file, it is damaged, or holds no model of a known architecture
     */
    public static GgufWeights open(Path path) {
        GgufHeader header = GgufHeader.read(path);
        GgufBase base = GgufBase.of(header);
        Map<String, GgufTensor> byName = new LinkedHashMap<>();
        for (GgufTensor tensor : header.tensors()) {
            if (byName.put(GgufNames.tensorToHuggingFace(tensor.name()), tensor) != null) {
                throw new ModelException(path + ": the tensor '" + tensor.name() + "' is there under two names");
            }
        }
        return new GgufWeights(header, base, map(header), byName);
    }

    /** Maps a file, of which a header was read before. */
    static MappedFile map(GgufHeader header) {
        try {
            MappedFile file = MappedFile.open(header.file());
            long end = header.tensors().stream()
                    .mapToLong(tensor -> header.dataStart() + tensor.offset() + tensor.bytes())
                    .max()
                    .orElse(0);
            if (end > file.size()) {
                throw new IOException("it became shorter while it was opened");
            }
            return file;
        } catch (IOException e) {
            throw new ModelException(
                    "Cannot read the model file " + header.file() + ": " + e.getMessage(),
                    ModelException.Details.NONE,
                    e);
        }
    }

    static TensorInfo info(String name, GgufTensor tensor) {
        List<Long> shape = new ArrayList<>(tensor.shape());
        Collections.reverse(shape);
        return new TensorInfo(name, shape, tensor.type());
    }

    /** The file's header: what it tells of the network and its vocabulary. */
    public GgufHeader header() {
        return header;
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public QuantizedTensor tensor(String name) {
        GgufTensor tensor = byName.get(name);
        if (tensor == null) {
            throw new ModelException(
                    header.file() + " has no tensor '" + name + "'; it has " + tensors.size() + " others");
        }
        TensorInfo info = Objects.requireNonNull(tensors.get(name));
        MappedTensor stored = stored(header, file, tensor, info);
        return base.rowOrder(tensor.name(), info.rows())
                .map(order -> stored.withRows(order::inGguf))
                .orElse(stored);
    }

    private static MappedTensor stored(GgufHeader header, MappedFile file, GgufTensor tensor, TensorInfo info) {
        GgmlType type = GgmlType.valueOf(tensor.type());
        BlockFormat format = GgmlFormat.of(type);
        if (format == null) {
            throw new ModelException(header.file() + ": the tensor '" + tensor.name() + "' has the type " + type
                    + ", which cannot be made to floats; take a file of Q4_K_M, Q8_0 or F16");
        }
        return new MappedTensor(info, file, header.dataStart() + tensor.offset(), format, null);
    }

    @Override
    public void close() {
        file.close();
    }
}
