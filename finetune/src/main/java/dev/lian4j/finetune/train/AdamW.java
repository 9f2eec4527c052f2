package dev.lian4j.finetune.train;

import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The optimizer: running means of gradients and their squares, corrected for their start at 0, and weights that shrink
 * apart from them. Betas 0.9 and 0.999, epsilon 1e-8. Only matrices shrink. Source: Loshchilov and Hutter, "Decoupled
 * Weight Decay Regularization", 2019.
 */
final class AdamW implements AutoCloseable {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final TensorEngine engine;
    private final Map<String, Tensor> parameters;
    private final double weightDecay;
    private final Map<String, Tensor> means = new LinkedHashMap<>();
    private final Map<String, Tensor> squares = new LinkedHashMap<>();

    AdamW(TensorEngine engine, Map<String, Tensor> parameters, double weightDecay) {
        this.engine = engine;
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        try (Scope ignored = engine.quiet()) {
            parameters.forEach((name, parameter) -> {
                means.put(name, engine.keep(engine.zeros(NumberType.FLOAT32, parameter.shape())));
                squares.put(name, engine.keep(engine.zeros(NumberType.FLOAT32, parameter.shape())));
            });
        }
    }

    /** The length of all gradients together. */
    double gradientNorm() {
        double sum = 0;
        for (Tensor parameter : parameters.values()) {
            try (Scope ignored = engine.quiet()) {
                sum += parameter
                        .gradient()
                        .map(gradient -> (double) gradient.pow(2).sum().item())
                        .orElse(0.0);
            }
        }
        return Math.sqrt(sum);
    }

    /**
     * One step, after which all gradients are 0.
     *
     * @param step counted from 1
     * @param scale what gradients are multiplied by first
     */
    void step(int step, double rate, double scale) {
        parameters.forEach((name, parameter) -> {
            try (Scope ignored = engine.quiet()) {
                parameter
                        .gradient()
                        .ifPresent(gradient -> update(name, parameter, gradient.multiply(scale), step, rate));
                parameter.zeroGradient();
            }
        });
    }

    private void update(String name, Tensor parameter, Tensor gradient, int step, double rate) {
        Tensor mean = Objects.requireNonNull(means.get(name));
        Tensor square = Objects.requireNonNull(squares.get(name));
        mean.multiplyAssign(BETA1);
        mean.addAssign(gradient.multiply(1 - BETA1));
        square.multiplyAssign(BETA2);
        square.addAssign(gradient.pow(2).multiply(1 - BETA2));
        if (parameter.shape().length > 1) {
            parameter.multiplyAssign(1 - rate * weightDecay);
        }
        Tensor root = square.multiply(1 / (1 - Math.pow(BETA2, step))).pow(0.5).add(EPSILON);
        parameter.addAssign(mean.divide(root).multiply(-rate / (1 - Math.pow(BETA1, step))));
    }

    /** What must be saved to go on: the means by {@code name.mean}, the squares by {@code name.square}. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        means.forEach((name, tensor) -> state.put(name + ".mean", tensor));
        squares.forEach((name, tensor) -> state.put(name + ".square", tensor));
        return state;
    }

    @Override
    public void close() {
        state().values().forEach(Tensor::close);
    }
}
