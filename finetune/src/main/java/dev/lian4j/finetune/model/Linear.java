package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;

/**
 * A projection of a model: {@code [.., in]} to {@code [.., out]}. Methods of fine-tuning put their own around a model's,
 * see {@link LinearSlot}.
 */
@FunctionalInterface
public interface Linear {

    /** Projects, in the scope that is open; recorded where that records. */
    Tensor apply(Tensor x);
}
