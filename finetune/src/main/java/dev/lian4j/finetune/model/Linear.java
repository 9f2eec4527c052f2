package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;

/**
 * A projection of a model: {@code [.., in]} to {@code [.., out]}. Methods of fine-tuning put their own around a model's,
 * see {@link LinearSlot}.
 */
@FunctionalInterface
public interface Linear {

    /** Projects, in the scope that is open; recorded where that records. */
    Tensor apply(Tensor x);

    /** Projects a single row, numbers in and out, in the quiet scope that is open. */
    default float[] apply(TensorEngine engine, float[] row) {
        return apply(engine.tensor(row, 1, 1, row.length)).floats();
    }
}
