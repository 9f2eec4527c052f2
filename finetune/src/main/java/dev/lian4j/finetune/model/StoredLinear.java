package dev.lian4j.finetune.model;

import dev.lian4j.core.weights.QuantizedTensor;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import org.jspecify.annotations.Nullable;

/**
 * A projection whose weight stays as its file holds it, quantised perhaps: each time it is needed it is made to numbers,
 * which are freed with the scope.
 */
record StoredLinear(
        TensorEngine engine,
        QuantizedTensor stored,
        @Nullable Tensor bias) implements Weighted {

    @Override
    public Tensor weight() {
        long rows = stored.info().rows();
        return engine.filled(
                buffer -> stored.read(0, rows, buffer), rows, stored.info().columns());
    }

    @Override
    public Tensor apply(Tensor x) {
        return new DenseLinear(weight(), bias).apply(x);
    }

    @Override
    public float[] apply(TensorEngine same, float[] row) {
        try (Scope ignored = engine.quiet()) {
            return new DenseLinear(weight(), bias).apply(engine, row);
        }
    }
}
