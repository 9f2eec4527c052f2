package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;

/** Brings the last axis to a mean square of 1, then scales each place. */
record RmsNorm(Tensor weight, double epsilon) {

    Tensor apply(Tensor x) {
        Tensor scale = x.pow(2).mean(-1).add(epsilon).pow(-0.5);
        return x.multiply(scale).multiply(weight);
    }

    /** The same for one row. */
    RowNorm row() {
        return new RowNorm(weight.floats(), epsilon);
    }
}
