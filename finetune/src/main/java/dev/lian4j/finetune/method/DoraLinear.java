package dev.lian4j.finetune.method;

import dev.lian4j.finetune.model.Linear;
import dev.lian4j.finetune.model.Weighted;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;

/**
 * DoRA: LoRA changes the direction of each row of W, and the row's length is trained apart,
 * {@code magnitude / |W + scale B A| (W + scale B A) x}. As in the paper and in PEFT, no gradient goes through the
 * length that is divided by. Source: Liu et al., "DoRA", 2024.
 *
 * @param base what there is already
 * @param matrix W
 * @param magnitude {@code [out]}
 */
record DoraLinear(
        TensorEngine engine,
        Linear base,
        Weighted matrix,
        Tensor a,
        Tensor b,
        Tensor magnitude,
        double scale,
        LoraState state)
        implements Layer {

    @Override
    public Tensor apply(Tensor x) {
        if (state.off()) {
            return base.apply(x);
        }
        Tensor y = base.apply(x);
        Tensor into = state.dropout() > 0 ? x.dropout(state.dropout()) : x;
        Tensor plain = into == x ? product(y) : into.linear(matrix.weight());
        Tensor turned = into.linear(a).multiply(scale).linear(b);
        Tensor ratio = ratio();
        Tensor change = plain.multiply(ratio.add(-1)).add(turned.multiply(ratio));
        return y.add(change.multiply(state.strength()));
    }

    private Tensor product(Tensor y) {
        Tensor bias = matrix.bias();
        return bias == null ? y : y.subtract(bias);
    }

    /** By how much each row of W + scale B A is lengthened, {@code [out]}. */
    private Tensor ratio() {
        Tensor lengths;
        try (Scope quiet = engine.quiet()) {
            lengths = quiet.keep(lengths(matrix.weight().add(b.matmul(a).multiply(scale))));
        }
        return magnitude.divide(lengths);
    }

    /** The length of each row. */
    static Tensor lengths(Tensor weight) {
        return weight.pow(2).sum(-1).pow(0.5).reshape(weight.size(0));
    }

    /** What W becomes when all this is worked into it. */
    Tensor merged() {
        Tensor turned = matrix.weight().add(b.matmul(a).multiply(scale));
        return turned.multiply(magnitude.divide(lengths(turned)).reshape(-1, 1));
    }

    @Override
    public Object owner() {
        return state;
    }

    @Override
    public Layer around(Linear newBase) {
        return new DoraLinear(engine, newBase, matrix, a, b, magnitude, scale, state);
    }
}
