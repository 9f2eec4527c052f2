package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.TensorEngine;

/** {@link Block} of one token, in Java's numbers. */
record RowBlock(
        TensorEngine engine, RowNorm attentionNorm, RowAttention attention, RowNorm feedForwardNorm, FeedForward feed) {

    /** Changes the row to what the layer makes of it. */
    void apply(float[] x, RowRotation rotation, RowMemory memory) {
        add(x, attention.apply(attentionNorm.of(x), rotation, memory));
        float[] normed = feedForwardNorm.of(x);
        float[] gate = feed.gate().apply(engine, normed);
        float[] up = feed.up().apply(engine, normed);
        for (int i = 0; i < up.length; i++) {
            up[i] *= (float) (gate[i] / (1 + Math.exp(-gate[i])));
        }
        add(x, feed.down().apply(engine, up));
    }

    private static void add(float[] x, float[] y) {
        for (int i = 0; i < x.length; i++) {
            x[i] += y[i];
        }
    }
}
