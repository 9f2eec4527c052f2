package dev.lian4j.finetune.train;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.Map;

/** Steps down the gradient, with a momentum of 0.9: each step keeps so much of the one before, as PyTorch counts it. */
final class Sgd extends Optimizer {

    private static final double MOMENTUM = 0.9;
    private static final String SPEED = ".momentum";

    Sgd(TensorEngine engine, Map<String, Tensor> parameters, double weightDecay) {
        super(engine, parameters, weightDecay);
        remember(SPEED);
    }

    @Override
    Tensor change(String name, Tensor gradient, int step, double rate) {
        Tensor speed = remembered(name, SPEED);
        speed.multiplyAssign(MOMENTUM);
        speed.addAssign(gradient);
        return speed.multiply(-rate);
    }
}
