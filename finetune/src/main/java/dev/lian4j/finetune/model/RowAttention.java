package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.TensorEngine;
import org.jspecify.annotations.Nullable;

/** {@link Attention} of one token, in Java's numbers. */
final class RowAttention {

    private final TensorEngine engine;
    private final AttentionConfig config;
    private final int layer;
    private final Attention.Projections projections;
    private final @Nullable RowNorm queryNorm;
    private final @Nullable RowNorm keyNorm;

    RowAttention(
            TensorEngine engine,
            AttentionConfig config,
            int layer,
            Attention.Projections projections,
            @Nullable RowNorm queryNorm,
            @Nullable RowNorm keyNorm) {
        this.engine = engine;
        this.config = config;
        this.layer = layer;
        this.projections = projections;
        this.queryNorm = queryNorm;
        this.keyNorm = keyNorm;
    }

    /** A token behind those of the memory, which takes it in. */
    float[] apply(float[] x, RowRotation rotation, RowMemory memory) {
        float[] queries = turned(projections.query().apply(engine, x), queryNorm, rotation);
        float[] keys = turned(projections.key().apply(engine, x), keyNorm, rotation);
        int at = memory.length();
        memory.layer(layer).add(at, keys, projections.value().apply(engine, x));
        int window = config.window(layer);
        int first = window == 0 ? 0 : Math.max(0, at + 1 - window);
        return projections.output().apply(engine, attend(queries, memory.layer(layer), first, at + 1));
    }

    private static float[] turned(float[] heads, @Nullable RowNorm norm, RowRotation rotation) {
        if (norm != null) {
            norm.applyToAll(heads);
        }
        rotation.apply(heads);
        return heads;
    }

    private float[] attend(float[] queries, LayerMemory seen, int first, int end) {
        int size = config.headSize();
        int group = config.heads() / config.keyValueHeads();
        float scale = (float) (1 / Math.sqrt(size));
        float[] mixed = new float[queries.length];
        for (int head = 0; head < config.heads(); head++) {
            float[] shares = new float[end - first];
            seen.scores(head / group, queries, head * size, scale, first, shares);
            softmax(shares);
            seen.mix(head / group, shares, first, mixed, head * size);
        }
        return mixed;
    }

    private static float most(float[] scores) {
        float most = Float.NEGATIVE_INFINITY;
        for (float score : scores) {
            most = Math.max(most, score);
        }
        return most;
    }

    private static void softmax(float[] scores) {
        float most = most(scores);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) Math.exp(scores[i] - most);
            sum += scores[i];
        }
        float share = (float) (1 / sum);
        for (int i = 0; i < scores.length; i++) {
            scores[i] *= share;
        }
    }
}
