package dev.lian4j.finetune.method;

import dev.lian4j.finetune.model.Linear;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;

/**
 * {@code W x + scale B A x}.
 *
 * @param base W
 * @param a {@code [r, in]}
 * @param b {@code [out, r]}
 */
record LoraLinear(Linear base, Tensor a, Tensor b, double scale, LoraState state) implements Layer {

    @Override
    public Tensor apply(Tensor x) {
        if (state.off()) {
            return base.apply(x);
        }
        Tensor into = state.dropout() > 0 ? x.dropout(state.dropout()) : x;
        return base.apply(x)
                .add(into.linear(a).multiply(scale * state.strength()).linear(b));
    }

    /** For writing texts, where nothing is dropped. */
    @Override
    public float[] apply(TensorEngine engine, float[] row) {
        float[] sum = base.apply(engine, row);
        if (!state.off()) {
            float times = (float) (scale * state.strength());
            float[] more = engine.product(b, engine.product(a, row));
            for (int i = 0; i < sum.length; i++) {
                sum[i] += times * more[i];
            }
        }
        return sum;
    }

    @Override
    public Object owner() {
        return state;
    }

    @Override
    public Layer around(Linear newBase) {
        return new LoraLinear(newBase, a, b, scale, state);
    }
}
