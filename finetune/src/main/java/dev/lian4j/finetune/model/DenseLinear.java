package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import org.jspecify.annotations.Nullable;

/**
 * {@code x Wᵀ + b}.
 *
 * @param weight {@code [out, in]}
 * @param bias {@code [out]}, or null for none
 */
public record DenseLinear(Tensor weight, @Nullable Tensor bias) implements Weighted {

    @Override
    public Tensor apply(Tensor x) {
        return bias == null ? x.linear(weight) : x.linear(weight, bias);
    }

    @Override
    public float[] apply(TensorEngine engine, float[] row) {
        float[] product = engine.product(weight, row);
        return bias == null ? product : sum(product, bias.floats());
    }

    private static float[] sum(float[] product, float[] more) {
        for (int i = 0; i < product.length; i++) {
            product[i] += more[i];
        }
        return product;
    }
}
