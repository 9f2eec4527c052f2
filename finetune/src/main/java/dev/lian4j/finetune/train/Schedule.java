package dev.lian4j.finetune.train;

/** How the learning rate goes over a training, after it has risen evenly in the warm-up. */
public enum Schedule {
    /** It stays. */
    CONSTANT,
    /** It falls evenly to 0. */
    LINEAR,
    /** It falls to 0 along half a cosine: slowly, fast, slowly. */
    COSINE;

    /**
     * The share of the full rate at a step.
     *
     * @param step counted from 0
     * @param steps of the whole training
     * @param warmup steps of the warm-up
     */
    public double factor(int step, int steps, int warmup) {
        if (step < warmup) {
            return (step + 1.0) / warmup;
        }
        double gone = (double) (step - warmup) / Math.max(1, steps - warmup);
        return switch (this) {
            case CONSTANT -> 1;
            case LINEAR -> 1 - gone;
            case COSINE -> (1 + Math.cos(Math.PI * gone)) / 2;
        };
    }
}
