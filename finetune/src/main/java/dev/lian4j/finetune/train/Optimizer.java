package dev.lian4j.finetune.train;

import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What makes steps of gradients. Only matrices shrink by the weight decay. To be closed. */
abstract class Optimizer implements AutoCloseable {

    private final TensorEngine engine;
    private final Map<String, Tensor> parameters;
    private final double weightDecay;
    private final Map<String, Tensor> state = new LinkedHashMap<>();

    Optimizer(TensorEngine engine, Map<String, Tensor> parameters, double weightDecay) {
        this.engine = engine;
        this.parameters = parameters;
        this.weightDecay = weightDecay;
    }

    static Optimizer of(OptimizerKind kind, TensorEngine engine, Map<String, Tensor> parameters, double weightDecay) {
        return switch (kind) {
            case ADAMW -> new AdamW(engine, parameters, weightDecay);
            case SGD -> new Sgd(engine, parameters, weightDecay);
        };
    }

    /** Zeros of each parameter's form that are kept under its name and this end. */
    final void remember(String end) {
        try (Scope ignored = engine.quiet()) {
            parameters.forEach((name, parameter) ->
                    state.put(name + end, engine.keep(engine.zeros(NumberType.FLOAT32, parameter.shape()))));
        }
    }

    final Tensor remembered(String name, String end) {
        return Objects.requireNonNull(state.get(name + end));
    }

    /** The length of all gradients together. */
    final double gradientNorm() {
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
    final void step(int step, double rate, double scale) {
        parameters.forEach((name, parameter) -> {
            try (Scope ignored = engine.quiet()) {
                parameter.gradient().ifPresent(gradient -> {
                    if (parameter.shape().length > 1) {
                        parameter.multiplyAssign(1 - rate * weightDecay);
                    }
                    parameter.addAssign(change(name, gradient.multiply(scale), step, rate));
                });
                parameter.zeroGradient();
            }
        });
    }

    /** What is to be added to a parameter. */
    abstract Tensor change(String name, Tensor gradient, int step, double rate);

    /** What must be saved to go on, by name. */
    final Map<String, Tensor> state() {
        return state;
    }

    @Override
    public final void close() {
        state.values().forEach(Tensor::close);
    }
}
