package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.Scope;
import java.util.List;
import java.util.Random;

/**
 * Prompt tuning: learned positions stand before every text, and only their embeddings are trained. Source: Lester et al.,
 * "The Power of Scale for Parameter-Efficient Prompt Tuning", 2021.
 *
 * @param virtualTokens how many positions, at least 1
 * @param initial tokens whose embeddings the positions have at first, again from the start where there are too few; by
 *     chance where empty
 */
public record PromptTuningConfig(int virtualTokens, List<Integer> initial) implements TuningMethod {

    /** Checks the number, copies the list. */
    public PromptTuningConfig {
        if (virtualTokens < 1) {
            throw new IllegalArgumentException("virtualTokens must be at least 1, was " + virtualTokens);
        }
        initial = List.copyOf(initial);
    }

    /** Positions that are like any at first: the embeddings of tokens by chance. */
    public static PromptTuningConfig of(int virtualTokens) {
        return new PromptTuningConfig(virtualTokens, List.of());
    }

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        int vocabulary = model.config().vocabularySize();
        Random chance = new Random(seed);
        long[] ids = new long[virtualTokens];
        for (int i = 0; i < virtualTokens; i++) {
            ids[i] = initial.isEmpty() ? chance.nextInt(vocabulary) : initial.get(i % initial.size());
            if (ids[i] < 0 || ids[i] >= vocabulary) {
                throw new ModelException("The model has no token " + ids[i] + " to start a position from");
            }
        }
        return new PromptModel(model, embeddings(model, ids));
    }

    private static FloatTensor embeddings(CausalLm model, long[] ids) {
        try (Scope ignored = model.engine().quiet()) {
            return Parameters.floats(model.embeddings().rows(model.engine().tensor(ids, ids.length)));
        }
    }

    @Override
    public long trainable(ModelConfig config) {
        return (long) virtualTokens * config.hiddenSize();
    }
}
