package dev.lian4j.finetune.train;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.Map;

/**
 * Running means of gradients and their squares, corrected for their start at 0, and weights that shrink apart from them.
 * Betas 0.9 and 0.999, epsilon 1e-8. Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
 */
final class AdamW extends Optimizer {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final String MEAN = ".mean";
    private static final String SQUARE = ".square";

    AdamW(TensorEngine engine, Map<String, Tensor> parameters, double weightDecay) {
        super(engine, parameters, weightDecay);
        remember(MEAN);
        remember(SQUARE);
    }

    @Override
    Tensor change(String name, Tensor gradient, int step, double rate) {
        Tensor mean = remembered(name, MEAN);
        Tensor square = remembered(name, SQUARE);
        mean.multiplyAssign(BETA1);
        mean.addAssign(gradient.multiply(1 - BETA1));
        square.multiplyAssign(BETA2);
        square.addAssign(gradient.pow(2).multiply(1 - BETA2));
        Tensor root = square.multiply(1 / (1 - Math.pow(BETA2, step))).pow(0.5).add(EPSILON);
        return mean.divide(root).multiply(-rate / (1 - Math.pow(BETA1, step)));
    }
}
