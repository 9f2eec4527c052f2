package dev.lian4j.finetune.train;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.Weights;
import dev.lian4j.core.weights.safetensors.SafetensorsWeights;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.model.TensorFile;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a training can go on from: one file a checkpoint, {@code checkpoint-STEP.safetensors}, with what is trained and the
 * optimizer's state. It is written whole or not at all, and only then is the one before the last deleted, so there is
 * always one to go on from.
 */
final class Checkpoints {

    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,9})\\.safetensors");
    private static final int KEPT = 2;

    private final @Nullable Path folder;
    private final TensorEngine engine;
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    Checkpoints(@Nullable Path folder, TunedModel tuned, Optimizer optimizer) {
        this.folder = folder;
        this.engine = tuned.model().engine();
        tensors.putAll(tuned.trainable());
        tensors.putAll(optimizer.state());
    }

    void save(int step) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            TensorFile.write(folder.resolve("checkpoint-" + step + ".safetensors"), tensors);
            List<Path> all = all();
            for (Path old : all.subList(0, Math.max(0, all.size() - KEPT))) {
                Files.delete(old);
            }
        } catch (IOException e) {
            throw fault("The checkpoint of step " + step + " could not be written to " + folder, e);
        }
    }

    private static List<Long> shape(Tensor tensor) {
        return Arrays.stream(tensor.shape()).boxed().toList();
    }

    /** Takes the newest checkpoint, if there is one, and gives its step, else 0. */
    int load() {
        if (folder == null || !Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> all = all();
        if (all.isEmpty()) {
            return 0;
        }
        Path newest = all.get(all.size() - 1);
        try (Weights weights = SafetensorsWeights.open(newest)) {
            tensors.forEach((name, tensor) -> read(weights, name, tensor, newest));
        }
        return step(newest);
    }

    private void read(Weights weights, String name, Tensor tensor, Path file) {
        TensorInfo info = weights.tensors().get(name);
        if (info == null || !info.shape().equals(shape(tensor))) {
            throw new ModelException("The checkpoint " + file + " has no '" + name + "' of the shape " + shape(tensor)
                    + "; it is of another model or method: choose another folder");
        }
        try (Scope ignored = engine.quiet()) {
            tensor.assign(engine.filled(buffer -> weights.read(name, buffer), tensor.shape()));
        }
    }

    private List<Path> all() {
        try (Stream<Path> files = Files.list(Objects.requireNonNull(folder))) {
            return files.filter(file -> step(file) > 0)
                    .sorted(Comparator.comparingInt(Checkpoints::step))
                    .toList();
        } catch (IOException e) {
            throw fault("The checkpoints in " + folder + " could not be listed", e);
        }
    }

    private static int step(Path file) {
        Matcher matcher = NAME.matcher(file.getFileName().toString());
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static ModelException fault(String what, IOException e) {
        return new ModelException(what + ": " + e.getMessage(), ModelException.Details.NONE, e);
    }
}
