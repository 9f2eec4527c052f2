package dev.lian4j.dataconnection.onnx;

import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become the one of the text. A model is trained for one of them. */
public enum Pooling {
    /** The mean of all tokens. */
    MEAN,
    /** The first token, {@code [CLS]}. */
    CLS;

    /** Pools {@code tokens} rows of {@code dimension} numbers. There is no padding, so every row counts. */
    float[] pool(FloatBuffer rows, int tokens, int dimension) {
        float[] pooled = new float[dimension];
        rows.get(pooled);
        if (this == MEAN) {
            addRows(rows, tokens - 1, pooled);
            divide(pooled, tokens);
        }
        return pooled;
    }

    private static void addRows(FloatBuffer rows, int count, float[] sum) {
        float[] row = new float[sum.length];
        for (int i = 0; i < count; i++) {
            rows.get(row);
            for (int j = 0; j < sum.length; j++) {
                sum[j] += row[j];
            }
        }
    }

    static void divide(float[] vector, float by) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= by;
        }
    }

    /** Scales the vector to length 1, in place; a zero vector stays. */
    static float[] normalize(float[] vector) {
        double squares = 0;
        for (float x : vector) {
            squares += (double) x * x;
        }
        if (squares > 0) {
            divide(vector, (float) Math.sqrt(squares));
        }
        return vector;
    }
}
