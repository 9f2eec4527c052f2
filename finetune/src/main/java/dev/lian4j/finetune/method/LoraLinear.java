package dev.lian4j.finetune.method;

import dev.lian4j.finetune.model.Linear;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code W x + scale B A x}.
 *
 * @param base W
 * @param a {@code [r, in]}
 * @param b {@code [out, r]}
 */
record LoraLinear(Linear base, Tensor a, Tensor b, double scale, double dropout, AtomicBoolean training)
        implements Linear {

    @Override
    public Tensor apply(Tensor x) {
        Tensor into = training.get() && dropout > 0 ? x.dropout(dropout) : x;
        return base.apply(x).add(into.linear(a).linear(b).multiply(scale));
    }

    /** For writing texts, where nothing is dropped. */
    @Override
    public float[] apply(TensorEngine engine, float[] row) {
        float[] sum = base.apply(engine, row);
        float[] more = engine.product(b, engine.product(a, row));
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (float) scale * more[i];
        }
        return sum;
    }
}
