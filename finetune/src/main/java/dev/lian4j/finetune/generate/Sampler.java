package dev.lian4j.finetune.generate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Chooses tokens from logits: penalties and biases first, then temperature, then the likeliest few, then the likeliest
 * share of those, as Hugging Face's generation does. For one text.
 */
final class Sampler {

    private final GenerationOptions options;
    private final SplittableRandom chance;
    private final Set<Integer> seen = new HashSet<>();
    private final Map<Integer, Integer> written = new HashMap<>();

    Sampler(GenerationOptions options, int[] prompt) {
        this.options = options;
        this.chance = options.seed() == null ? new SplittableRandom() : new SplittableRandom(options.seed());
        Arrays.stream(prompt).forEach(seen::add);
    }

    /** The next token; the logits are changed. */
    int next(float[] logits) {
        adjust(logits);
        int token = options.temperature() == 0 ? likeliest(logits) : drawn(logits);
        seen.add(token);
        written.merge(token, 1, Integer::sum);
        return token;
    }

    private void adjust(float[] logits) {
        if (options.repetitionPenalty() != 1) {
            double penalty = options.repetitionPenalty();
            seen.forEach(token -> logits[token] *= (float) (logits[token] > 0 ? 1 / penalty : penalty));
        }
        if (options.frequencyPenalty() != 0 || options.presencePenalty() != 0) {
            written.forEach((token, times) ->
                    logits[token] -= (float) (options.presencePenalty() + times * options.frequencyPenalty()));
        }
        options.logitBias().forEach((token, bias) -> {
            if (token >= 0 && token < logits.length) {
                logits[token] += bias.floatValue();
            }
        });
    }

    static int likeliest(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }

    private int drawn(float[] logits) {
        double[] weights = weights(logits);
        int[] candidates = candidates(weights);
        double rest = chance.nextDouble()
                * Arrays.stream(candidates).mapToDouble(i -> weights[i]).sum();
        for (int candidate : candidates) {
            rest -= weights[candidate];
            if (rest < 0) {
                return candidate;
            }
        }
        return candidates[candidates.length - 1];
    }

    /** Probabilities times a constant: the likeliest has 1. */
    private double[] weights(float[] logits) {
        float most = logits[likeliest(logits)];
        double[] weights = new double[logits.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp((logits[i] - most) / options.temperature());
        }
        return weights;
    }

    private int[] candidates(double[] weights) {
        if (options.topK() == 0 && options.topP() == 1) {
            return IntStream.range(0, weights.length).toArray();
        }
        double total = Arrays.stream(weights).sum();
        // All tokens below this together are less than what topP leaves out, so none of them is ever within.
        double least = options.topK() == 0 ? (1 - options.topP()) * total / weights.length : 0;
        int[] best = IntStream.range(0, weights.length)
                .filter(i -> weights[i] >= least)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> weights[i]).reversed())
                .limit(options.topK() == 0 ? weights.length : options.topK())
                .mapToInt(Integer::intValue)
                .toArray();
        return share(best, weights);
    }

    /** The first of these, until they have the share asked for; at least one. */
    private int[] share(int[] best, double[] weights) {
        double wanted = options.topP()
                * Arrays.stream(best).mapToDouble(i -> weights[i]).sum();
        double sum = 0;
        int size = 0;
        while (size < best.length && (size == 0 || sum < wanted)) {
            sum += weights[best[size++]];
        }
        return Arrays.copyOf(best, size);
    }
}
