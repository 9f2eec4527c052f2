package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.Optional;

/** What is added to attention scores so that tokens see only whom they may: 0, or so little that nothing is left. */
final class Masks {

    private static final float HIDDEN = -1e30f;

    private final TensorEngine engine;
    private final Sequences sequences;
    private final int past;

    /**
     * Masks of new tokens.
     *
     * @param past how many tokens came before all of these; they are seen by all
     */
    Masks(TensorEngine engine, Sequences sequences, int past) {
        this.engine = engine;
        this.sequences = sequences;
        this.past = past;
    }

    /**
     * The mask {@code [rows or 1, 1, 1, length, past + length]}; empty where all see all.
     *
     * @param window how many tokens one sees, itself included; 0 for all
     */
    Optional<Tensor> mask(int window) {
        int length = sequences.length();
        if (length == 1 && (window == 0 || past < window)) {
            return Optional.empty();
        }
        boolean plain = sequences.plain();
        int rows = plain ? 1 : sequences.rows();
        int keys = past + length;
        float[] mask = new float[Math.multiplyExact(Math.multiplyExact(rows, length), keys)];
        int at = 0;
        for (int row = 0; row < rows; row++) {
            for (int query = 0; query < length; query++) {
                for (int key = 0; key < keys; key++) {
                    mask[at++] = sees(plain ? -1 : row, query, key - past, window) ? 0 : HIDDEN;
                }
            }
        }
        return Optional.of(engine.tensor(mask, rows, 1, 1, length, keys));
    }

    /** Whether a token sees another, or one of the past, whose index is negative; in any row where {@code row} is. */
    private boolean sees(int row, int query, int key, int window) {
        if (key > query || (window > 0 && query - key >= window)) {
            return false;
        }
        if (row < 0 || key < 0 || key == query) {
            return true;
        }
        int[] segments = sequences.segments()[row];
        return segments[query] == segments[key];
    }
}
