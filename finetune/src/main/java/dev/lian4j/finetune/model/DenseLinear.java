package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * {@code x Wᵀ + b}.
 *
 * @param weight {@code [out, in]}
 * @param bias {@code [out]}, or null for none
 */
public record DenseLinear(Tensor weight, @Nullable Tensor bias) implements Linear {

    @Override
    public Tensor apply(Tensor x) {
        return bias == null ? x.linear(weight) : x.linear(weight, bias);
    }
}
