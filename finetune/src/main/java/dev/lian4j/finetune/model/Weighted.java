package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A projection that is one matrix, and perhaps a bias. */
public interface Weighted extends Linear {

    /** The matrix {@code [out, in]} as numbers; lives in the scope that is open where it is stored in another form. */
    Tensor weight();

    /** What is added, {@code [out]}; null for nothing. */
    @Nullable
    Tensor bias();
}
