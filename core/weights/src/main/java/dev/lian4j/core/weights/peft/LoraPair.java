package dev.lian4j.core.weights.peft;

import dev.lian4j.core.weights.FloatTensor;
import org.jspecify.annotations.Nullable;

/**
 * What LoRA adds to one linear layer: W + scale B A.
 *
 * @param a of the shape [rank, in]
 * @param b of the shape [out, rank]
 * @param magnitude DoRA's, of the shape [out]; null without DoRA
 */
public record LoraPair(
        FloatTensor a, FloatTensor b, @Nullable FloatTensor magnitude) {

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if they do not fit
     */
    public LoraPair {
        boolean flat = a.shape().size() == 2 && b.shape().size() == 2;
        if (!flat || a.shape().get(0) < 1 || !a.shape().get(0).equals(b.shape().get(1))) {
            throw new IllegalArgumentException(
                    "A " + a.shape() + " and B " + b.shape() + " are no [rank, in] and [out, rank]");
        }
        if (magnitude != null && magnitude.values().length != b.shape().get(0)) {
            throw new IllegalArgumentException(
                    "The magnitude " + magnitude.shape() + " does not fit the rows of B " + b.shape());
        }
    }

    /** A pair without DoRA's magnitude. */
    public LoraPair(FloatTensor a, FloatTensor b) {
        this(a, b, null);
    }

    /** The rank. */
    public int rank() {
        return Math.toIntExact(a.shape().get(0));
    }
}
