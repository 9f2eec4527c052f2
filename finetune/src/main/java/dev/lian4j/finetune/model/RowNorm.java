package dev.lian4j.finetune.model;

/** {@link RmsNorm} of Java's numbers. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RowNorm(float[] weight, double epsilon) {

    /** The norm of a row. */
    float[] of(float[] row) {
        float[] normed = row.clone();
        apply(normed, 0);
        return normed;
    }

    /** Norms so many places as there are weights, from one on. */
    void apply(float[] row, int from) {
        double squares = 0;
        for (int i = 0; i < weight.length; i++) {
            squares += (double) row[from + i] * row[from + i];
        }
        float scale = (float) (1 / Math.sqrt(squares / weight.length + epsilon));
        for (int i = 0; i < weight.length; i++) {
            row[from + i] *= scale * weight[i];
        }
    }

    /** Norms each head of a row. */
    void applyToAll(float[] heads) {
        for (int from = 0; from < heads.length; from += weight.length) {
            apply(heads, from);
        }
    }
}
