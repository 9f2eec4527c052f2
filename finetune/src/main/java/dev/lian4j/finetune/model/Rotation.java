package dev.lian4j.finetune.model;

import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.Arrays;
import java.util.List;

/**
 * Rotary positions of some tokens. With the two halves of a head as {@code (a, b)}, the turned head is
 * {@code (a, b) cos + (b, a) (-sin, sin)}.
 *
 * @param cos {@code [rows or 1, length, 1, headSize]}
 * @param sin of the same shape, with the minus of its first half
 */
record Rotation(TensorEngine engine, Tensor cos, Tensor sin) {

    static Rotation of(TensorEngine engine, RopeConfig rope, int[][] positions) {
        boolean same = Arrays.stream(positions).allMatch(row -> Arrays.equals(row, positions[0]));
        int rows = same ? 1 : positions.length;
        int length = positions[0].length;
        int size = rope.headSize();
        int last = Arrays.stream(positions).flatMapToInt(Arrays::stream).max().orElse(0);
        double[] frequencies = rope.frequencies(last + 1);
        float[] cos = new float[rows * length * size];
        float[] sin = new float[rows * length * size];
        double factor = rope.scaling().attentionFactor();
        int half = size / 2;
        for (int token = 0; token < rows * length; token++) {
            int position = positions[token / length][token % length];
            for (int pair = 0; pair < half; pair++) {
                int at = token * size + pair;
                double angle = position * frequencies[pair];
                cos[at] = cos[at + half] = (float) (Math.cos(angle) * factor);
                sin[at + half] = (float) (Math.sin(angle) * factor);
                sin[at] = -sin[at + half];
            }
        }
        return new Rotation(
                engine, engine.tensor(cos, rows, length, 1, size), engine.tensor(sin, rows, length, 1, size));
    }

    /** Turns heads {@code [rows, length, heads, headSize]}. */
    Tensor apply(Tensor heads) {
        long size = heads.size(-1);
        Tensor swapped = engine.concat(List.of(heads.slice(3, size / 2, size), heads.slice(3, 0, size / 2)), 3);
        return heads.multiply(cos).add(swapped.multiply(sin));
    }
}
