package dev.lian4j.finetune.model;

import dev.lian4j.core.weights.QuantizedTensor;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.Weights;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Weights by a formula, which golden_models.py has too, so that none need be stored. */
public final class FormulaWeights implements Weights {

    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    /** All parameters of such a model. */
    public static FormulaWeights of(ModelConfig config) {
        FormulaWeights weights = new FormulaWeights();
        ParameterShapes.of(config).forEach(weights::put);
        return weights;
    }

    void put(String name, List<Long> shape) {
        tensors.put(name, new TensorInfo(name, shape, "F32"));
    }

    void remove(String name) {
        tensors.remove(name);
    }

    private static float formula(String name, long index) {
        long seed = 0;
        for (int i = 0; i < name.length(); i++) {
            seed += name.charAt(i) * (i % 7 + 1L);
        }
        seed %= 1009;
        double value = Math.sin(0.37 * index + 0.11 * seed) + 0.5 * Math.sin(1.7 * index + seed);
        if (name.endsWith("norm.weight")) {
            return (float) (1 + 0.2 * value);
        }
        return (float) (value * (name.endsWith("bias") ? 0.2 : 0.25));
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public QuantizedTensor tensor(String name) {
        TensorInfo info = tensors.get(name);
        return new QuantizedTensor() {
            @Override
            public TensorInfo info() {
                return info;
            }

            @Override
            public long bytes() {
                return 4 * info.size();
            }

            @Override
            public void read(long first, long count, FloatBuffer into) {
                for (long i = first * info.columns(); i < (first + count) * info.columns(); i++) {
                    into.put(formula(name, i));
                }
            }
        };
    }

    @Override
    public void close() {}
}
