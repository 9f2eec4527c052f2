package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;
import java.util.List;

/**
 * How rotary positions are stretched beyond the context that a model was first trained on. After Hugging Face's
 * {@code modeling_rope_utils}.
 */
public sealed interface RopeScaling {

    /**
     * The turns per position of each pair of values.
     *
     * @param rope base and head size
     * @param length positions in use, of importance to {@link Dynamic} only
     */
    double[] frequencies(RopeConfig rope, int length);

    /** What cosines and sines are multiplied by. */
    default double attentionFactor() {
        return 1;
    }

    /** No stretching. */
    record None() implements RopeScaling {
        @Override
        public double[] frequencies(RopeConfig rope, int length) {
            return rope.plain(rope.theta());
        }
    }

    /**
     * Every position divided.
     *
     * @param factor by what
     */
    record Linear(double factor) implements RopeScaling {

        /** Checks the factor. */
        public Linear {
            atLeastOne(factor);
        }

        @Override
        public double[] frequencies(RopeConfig rope, int length) {
            double[] frequencies = rope.plain(rope.theta());
            for (int i = 0; i < frequencies.length; i++) {
                frequencies[i] /= factor;
            }
            return frequencies;
        }
    }

    /**
     * A base that grows with the length of the text (NTK).
     *
     * @param factor how far it is to reach
     * @param originalContext tokens up to which nothing changes
     */
    record Dynamic(double factor, int originalContext) implements RopeScaling {

        /** Checks the factor. */
        public Dynamic {
            atLeastOne(factor);
        }

        @Override
        public double[] frequencies(RopeConfig rope, int length) {
            double size = rope.headSize();
            double reach = factor * Math.max(length, originalContext) / originalContext - (factor - 1);
            return rope.plain(rope.theta() * Math.pow(reach, size / (size - 2)));
        }
    }

    /**
     * Llama 3.1's: long waves stretched, short ones left, a ramp between.
     *
     * @param factor how far long waves are stretched
     * @param lowFactor waves longer than {@code originalContext / lowFactor} are long
     * @param highFactor waves shorter than {@code originalContext / highFactor} are short
     * @param originalContext tokens of the first training
     */
    record Llama3(double factor, double lowFactor, double highFactor, int originalContext) implements RopeScaling {

        /** Checks the factors. */
        public Llama3 {
            atLeastOne(factor);
            if (!(highFactor > lowFactor)) {
                throw new ModelException("high_freq_factor must be above low_freq_factor in rope_scaling, but they are "
                        + highFactor + " and " + lowFactor);
            }
        }

        @Override
        public double[] frequencies(RopeConfig rope, int length) {
            double[] frequencies = rope.plain(rope.theta());
            for (int i = 0; i < frequencies.length; i++) {
                double turns = originalContext * frequencies[i] / (2 * Math.PI);
                double kept = Math.min(1, Math.max(0, (turns - lowFactor) / (highFactor - lowFactor)));
                frequencies[i] *= kept + (1 - kept) / factor;
            }
            return frequencies;
        }
    }

    /**
     * YaRN: a ramp over the pairs, and attention made sharper.
     *
     * @param factor how far long waves are stretched
     * @param originalContext tokens of the first training
     * @param betaFast turns in the original context above which a pair is left
     * @param betaSlow turns below which it is stretched wholly
     * @param attentionFactor what cosines and sines are multiplied by
     */
    record Yarn(double factor, int originalContext, double betaFast, double betaSlow, double attentionFactor)
            implements RopeScaling {

        /** Checks the factor. */
        public Yarn {
            atLeastOne(factor);
        }

        /** The attention factor that YaRN's paper gives. */
        public static double usualAttentionFactor(double factor) {
            return 0.1 * Math.log(factor) + 1;
        }

        @Override
        public double[] frequencies(RopeConfig rope, int length) {
            double[] frequencies = rope.plain(rope.theta());
            double low = Math.max(0, Math.floor(pair(rope, betaFast)));
            double high = Math.min(rope.headSize() - 1, Math.ceil(pair(rope, betaSlow)));
            for (int i = 0; i < frequencies.length; i++) {
                double ramp = (i - low) / Math.max(high - low, 0.001);
                double stretched = Math.min(1, Math.max(0, ramp));
                frequencies[i] *= 1 - stretched + stretched / factor;
            }
            return frequencies;
        }

        /** The pair that makes so many turns in the original context. */
        private double pair(RopeConfig rope, double turns) {
            return rope.headSize() * Math.log(originalContext / (turns * 2 * Math.PI)) / (2 * Math.log(rope.theta()));
        }
    }

    /**
     * Each pair's waves stretched by a factor of its own, as GGUF files keep it.
     *
     * @param factors one for each pair of values
     */
    record Factors(List<Double> factors) implements RopeScaling {

        /** Copies the factors. */
        public Factors {
            factors = List.copyOf(factors);
        }

        @Override
        public double[] frequencies(RopeConfig rope, int length) {
            double[] frequencies = rope.plain(rope.theta());
            if (factors.size() != frequencies.length) {
                throw new ModelException("There are " + factors.size() + " rope factors for " + frequencies.length
                        + " pairs of a head; the file is wrong");
            }
            for (int i = 0; i < frequencies.length; i++) {
                frequencies[i] /= factors.get(i);
            }
            return frequencies;
        }
    }

    private static void atLeastOne(double factor) {
        if (!(factor >= 1)) {
            throw new ModelException("The factor of rope_scaling must be at least 1, was " + factor);
        }
    }
}
