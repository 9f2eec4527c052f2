package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.Weights;
import dev.lian4j.core.weights.gguf.GgufModel;
import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;

/** Brings parameters into the engine's memory, where they stay. */
final class ParameterLoader {

    private static final double DEVIATION = 0.02;
    /** Numbers that are read at a time, since a buffer has less than 2 GiB. */
    private static final long PART = 1L << 28;

    private final TensorEngine engine;
    private final ModelConfig config;

    ParameterLoader(TensorEngine engine, ModelConfig config) {
        this.engine = engine;
        this.config = config;
    }

    Map<String, Tensor> read(Weights weights) {
        Map<String, List<Long>> wanted = ParameterShapes.of(config);
        check(wanted, weights.tensors());
        return filled(wanted, (name, tensor) -> read(weights, name, tensor));
    }

    /** The same but for the weights of the layers' projections. */
    Map<String, Tensor> readWithoutProjections(Weights weights) {
        Map<String, List<Long>> wanted = ParameterShapes.of(config);
        check(wanted, weights.tensors());
        wanted.entrySet()
                .removeIf(each ->
                        each.getKey().contains(".layers.") && each.getValue().size() == 2);
        return filled(wanted, (name, tensor) -> read(weights, name, tensor));
    }

    private static void read(Weights weights, String name, Tensor tensor) {
        long rows = tensor.size(0);
        long step = Math.max(1, PART / (tensor.count() / rows));
        for (long from = 0; from < rows; from += step) {
            long first = from;
            long count = Math.min(step, rows - from);
            tensor.slice(0, first, first + count)
                    .write(buffer -> weights.tensor(name).read(first, count, buffer));
        }
    }

    private void check(Map<String, List<Long>> wanted, Map<String, TensorInfo> there) {
        TreeSet<String> missing = new TreeSet<>(wanted.keySet());
        missing.removeAll(there.keySet());
        if (!missing.isEmpty()) {
            throw new ModelException("The weights have no tensor '" + missing.first() + "'" + more(missing)
                    + ", which the configuration (" + config.architecture().type() + ", " + config.layers()
                    + " layers) asks for; weights and configuration are of different models");
        }
        wanted.forEach((name, shape) -> {
            if (!shape.equals(there.get(name).shape())) {
                throw new ModelException("The tensor '" + name + "' has the shape "
                        + there.get(name).shape() + ", but the configuration makes it " + shape);
            }
        });
        TreeSet<String> extra = new TreeSet<>(there.keySet());
        extra.removeAll(wanted.keySet());
        extra.removeIf(ParameterLoader::harmless);
        if (!extra.isEmpty()) {
            throw new ModelException("The weights have a tensor '" + extra.first() + "'" + more(extra)
                    + ", which no model of this configuration has; it would be left out, so the model would be wrong");
        }
    }

    private static String more(Set<String> names) {
        return names.size() == 1 ? "" : " (and " + (names.size() - 1) + " more)";
    }

    /** What is worked out from the configuration, or is the embedding table once more. */
    private static boolean harmless(String name) {
        return name.endsWith(".rotary_emb.inv_freq")
                || name.equals(GgufModel.ROPE_FACTORS)
                || name.equals(ParameterShapes.HEAD + ".weight");
    }

    Map<String, Tensor> random(long seed) {
        Random chance = new Random(seed);
        return filled(
                ParameterShapes.of(config),
                (name, tensor) -> tensor.write(buffer -> {
                    if (name.endsWith("norm.weight")) {
                        fill(buffer, () -> 1);
                    } else if (name.endsWith(".bias")) {
                        fill(buffer, () -> 0);
                    } else {
                        fill(buffer, () -> DEVIATION * chance.nextGaussian());
                    }
                }));
    }

    private static void fill(FloatBuffer buffer, DoubleSupplier values) {
        while (buffer.hasRemaining()) {
            buffer.put((float) values.getAsDouble());
        }
    }

    private Map<String, Tensor> filled(Map<String, List<Long>> shapes, BiConsumer<String, Tensor> writer) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        try (Scope ignored = engine.quiet()) {
            shapes.forEach((name, shape) -> {
                long[] lengths = shape.stream().mapToLong(Long::longValue).toArray();
                Tensor tensor = engine.empty(NumberType.FLOAT32, lengths);
                writer.accept(name, tensor);
                parameters.put(name, tensor);
            });
            parameters.values().forEach(engine::keep);
        }
        return parameters;
    }
}
