package dev.lian4j.core.weights.safetensors;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.QuantizedTensor;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The weights in safetensors files: one, or those that {@code model.safetensors.index.json} names. F32, F16, BF16 and F64
 * are read; tensors of other types are listed and cannot be read. Headers are checked before anything is allocated by
 * them. The format: huggingface/safetensors, README.
 */
public final class SafetensorsWeights implements Weights {

    private static final String SINGLE = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    private final Path path;
    private final Map<Path, SafetensorsFile> files;
    private final Map<String, SafetensorsFile> fileOf;
    private final Map<String, TensorInfo> tensors;

    private SafetensorsWeights(Path path, Map<Path, SafetensorsFile> files, Map<String, SafetensorsFile> fileOf) {
        this.path = path;
        this.files = files;
        this.fileOf = fileOf;
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        fileOf.forEach((name, file) -> infos.put(name, file.info(name)));
        this.tensors = Collections.unmodifiableMap(infos);
    }

    /**
     * Opens a file, or a directory with {@code model.safetensors} or {@code model.safetensors.index.json}.
     *
     * @throws ModelException if there is no such file, or it is damaged; says where and why
     */
    public static SafetensorsWeights open(Path fileOrDirectory) {
        if (!Files.isDirectory(fileOrDirectory)) {
            return single(fileOrDirectory);
        }
        if (Files.exists(fileOrDirectory.resolve(SINGLE))) {
            return single(fileOrDirectory.resolve(SINGLE));
        }
        if (Files.exists(fileOrDirectory.resolve(INDEX))) {
            return sharded(fileOrDirectory);
        }
        throw new ModelException("The directory " + fileOrDirectory + " has neither " + SINGLE + " nor " + INDEX
                + " (weights in other forms, such as pytorch_model.bin, are not read: convert them to safetensors)");
    }

    private static SafetensorsWeights single(Path path) {
        SafetensorsFile file = SafetensorsFile.open(path);
        Map<String, SafetensorsFile> fileOf = new LinkedHashMap<>();
        file.entries().keySet().forEach(name -> fileOf.put(name, file));
        return new SafetensorsWeights(path, Map.of(path, file), fileOf);
    }

    private static SafetensorsWeights sharded(Path directory) {
        Map<Path, SafetensorsFile> files = new LinkedHashMap<>();
        Map<String, SafetensorsFile> fileOf = new LinkedHashMap<>();
        ShardIndex.read(directory.resolve(INDEX)).forEach((name, shard) -> {
            SafetensorsFile file = files.computeIfAbsent(directory.resolve(shard), SafetensorsFile::open);
            if (!file.entries().containsKey(name)) {
                throw new ModelException(
                        directory.resolve(shard) + " has no tensor '" + name + "', though " + INDEX + " says so");
            }
            fileOf.put(name, file);
        });
        return new SafetensorsWeights(directory, files, fileOf);
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    /** The texts in the header's {@code __metadata__}; of several files, those of the last that has a key. */
    public Map<String, String> metadata() {
        Map<String, String> all = new LinkedHashMap<>();
        files.values().forEach(file -> all.putAll(file.metadata()));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public QuantizedTensor tensor(String name) {
        SafetensorsFile file = fileOf.get(name);
        if (file == null) {
            throw new ModelException(path + " has no tensor '" + name + "'; it has " + tensors.size() + " others");
        }
        return file.tensor(name);
    }

    @Override
    public void close() {
        files.values().forEach(SafetensorsFile::close);
    }
}
