package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;

/**
 * Rotary position embeddings: each pair of a head's values is turned by an angle that grows with the position. Pairs are
 * {@code (i, i + headSize / 2)}, as in Hugging Face's models.
 *
 * @param theta the base of the frequencies
 * @param headSize numbers of a head
 * @param scaling how they are stretched
 */
public record RopeConfig(double theta, int headSize, RopeScaling scaling) {

    /** Checks the base. */
    public RopeConfig {
        if (!(theta > 1)) {
            throw new ModelException("rope_theta must be above 1, was " + theta);
        }
    }

    /** The turns per position of each pair, where so many positions are in use. */
    public double[] frequencies(int length) {
        return scaling.frequencies(this, length);
    }

    /** What they are without stretching, for this base. */
    double[] plain(double base) {
        double[] frequencies = new double[headSize / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = Math.pow(base, -2.0 * i / headSize);
        }
        return frequencies;
    }
}
