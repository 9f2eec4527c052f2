package dev.lian4j.finetune.model;

/** {@link Rotation} of one token, in Java's numbers. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RowRotation(float[] cos, float[] sin) {

    static RowRotation of(RopeConfig rope, int position) {
        double[] frequencies = rope.frequencies(position + 1);
        double factor = rope.scaling().attentionFactor();
        float[] cos = new float[frequencies.length];
        float[] sin = new float[frequencies.length];
        for (int i = 0; i < cos.length; i++) {
            cos[i] = (float) (Math.cos(position * frequencies[i]) * factor);
            sin[i] = (float) (Math.sin(position * frequencies[i]) * factor);
        }
        return new RowRotation(cos, sin);
    }

    /** Turns each head of a row. */
    void apply(float[] heads) {
        int half = cos.length;
        for (int head = 0; head < heads.length; head += 2 * half) {
            for (int i = head; i < head + half; i++) {
                float a = heads[i];
                float b = heads[i + half];
                heads[i] = a * cos[i - head] - b * sin[i - head];
                heads[i + half] = b * cos[i - head] + a * sin[i - head];
            }
        }
    }
}
