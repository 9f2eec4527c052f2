package dev.lian4j.finetune.generate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a text is to be written.
 *
 * @param maxTokens the most tokens to write; 0 for as many as the context has room for
 * @param temperature randomness; 0 for the likeliest token each time
 * @param topK how many of the likeliest tokens to choose from; 0 for all
 * @param topP the share of probability to choose from, above 0, at most 1
 * @param repetitionPenalty what logits of tokens that were there before, the prompt's included, are divided by (multiplied
 *     where negative); 1 for nothing
 * @param frequencyPenalty taken off a token's logit for each time it was written
 * @param presencePenalty taken off a token's logit if it was written at all
 * @param logitBias added to logits, by token
 * @param stop strings that end the text; they are not part of it
 * @param seed for texts that repeat; null for chance
 * @param topLogprobs to tell how likely each token was, and so many others at its place; -1 for nothing
 */
public record GenerationOptions(
        int maxTokens,
        double temperature,
        int topK,
        double topP,
        double repetitionPenalty,
        double frequencyPenalty,
        double presencePenalty,
        Map<Integer, Double> logitBias,
        List<String> stop,
        @Nullable Long seed,
        int topLogprobs) {

    /** The likeliest token each time, until the model ends the text. */
    public static final GenerationOptions GREEDY = builder().build();

    /** Checks the ranges. */
    public GenerationOptions {
        logitBias = Map.copyOf(logitBias);
        stop = List.copyOf(stop);
        check(maxTokens >= 0, "maxTokens must not be negative", maxTokens);
        check(temperature >= 0 && temperature < 100, "temperature must be 0 to 100", temperature);
        check(topK >= 0, "topK must not be negative", topK);
        check(topP > 0 && topP <= 1, "topP must be above 0 and at most 1", topP);
        check(repetitionPenalty > 0, "repetitionPenalty must be above 0", repetitionPenalty);
    }

    private static void check(boolean right, String rule, Number value) {
        if (!right) {
            throw new IllegalArgumentException(rule + ", was " + value);
        }
    }

    /** The likeliest token each time, until more is said. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets what is asked for. Not thread safe. */
    public static final class Builder {
        private int maxTokens;
        private double temperature;
        private int topK;
        private double topP = 1;
        private double repetitionPenalty = 1;
        private double frequencyPenalty;
        private double presencePenalty;
        private Map<Integer, Double> logitBias = Map.of();
        private List<String> stop = List.of();
        private @Nullable Long seed;
        private int topLogprobs = -1;

        private Builder() {}

        /** The most tokens to write. */
        public Builder maxTokens(int tokens) {
            this.maxTokens = tokens;
            return this;
        }

        /** Randomness; 0 for the likeliest token each time. */
        public Builder temperature(double value) {
            this.temperature = value;
            return this;
        }

        /** How many of the likeliest tokens to choose from. */
        public Builder topK(int tokens) {
            this.topK = tokens;
            return this;
        }

        /** The share of probability to choose from. */
        public Builder topP(double share) {
            this.topP = share;
            return this;
        }

        /** What logits of tokens that were there before are divided by. */
        public Builder repetitionPenalty(double penalty) {
            this.repetitionPenalty = penalty;
            return this;
        }

        /** Taken off a token's logit for each time it was written. */
        public Builder frequencyPenalty(double penalty) {
            this.frequencyPenalty = penalty;
            return this;
        }

        /** Taken off a token's logit if it was written at all. */
        public Builder presencePenalty(double penalty) {
            this.presencePenalty = penalty;
            return this;
        }

        /** Added to logits, by token. */
        public Builder logitBias(Map<Integer, Double> biases) {
            this.logitBias = biases;
            return this;
        }

        /** Strings that end the text. */
        public Builder stop(List<String> strings) {
            this.stop = strings;
            return this;
        }

        /** For texts that repeat. */
        public Builder seed(long value) {
            this.seed = value;
            return this;
        }

        /** To tell how likely each token was, and so many others. */
        public Builder topLogprobs(int others) {
            this.topLogprobs = others;
            return this;
        }

        /** The options; immutable. */
        public GenerationOptions build() {
            return new GenerationOptions(
                    maxTokens,
                    temperature,
                    topK,
                    topP,
                    repetitionPenalty,
                    frequencyPenalty,
                    presencePenalty,
                    logitBias,
                    stop,
                    seed,
                    topLogprobs);
        }
    }
}
