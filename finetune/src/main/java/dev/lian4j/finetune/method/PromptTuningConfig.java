package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.core.weights.peft.PromptTuningFile;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

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
        try (Scope ignored = model.engine().quiet()) {
            float[] rows = model.embeddings()
                    .rows(model.engine().tensor(ids, virtualTokens))
                    .floats();
            int[] next = {0};
            DoubleSupplier values = () -> rows[next[0]++];
            return new Prompted(
                    model,
                    Parameters.of(
                            model.engine(),
                            values,
                            virtualTokens,
                            model.config().hiddenSize()));
        }
    }

    @Override
    public long trainable(ModelConfig config) {
        return (long) virtualTokens * config.hiddenSize();
    }

    private record Prompted(CausalLm model, Tensor prompt) implements TunedModel {

        @Override
        public Map<String, Tensor> trainable() {
            return Map.of(PeftAdapter.PROMPT, prompt);
        }

        @Override
        public int virtualTokens() {
            return (int) prompt.size(0);
        }

        @Override
        public Tensor embed(Sequences sequences) {
            Tensor repeated = prompt.reshape(1, prompt.size(0), prompt.size(1))
                    .expand(sequences.rows(), prompt.size(0), prompt.size(1));
            return model.engine().concat(List.of(repeated, model.embed(sequences)), 1);
        }

        @Override
        public void save(Path directory, String baseModel) {
            FloatTensor numbers = Parameters.floats(prompt);
            new PeftAdapter(file(baseModel), Map.of(PeftAdapter.PROMPT, numbers)).write(directory);
        }

        private PromptTuningFile file(String baseModel) {
            int heads = model.config().attention().heads();
            int width = (int) prompt.size(1);
            return new PromptTuningFile(
                    baseModel,
                    "CAUSAL_LM",
                    virtualTokens(),
                    width,
                    model.config().layers(),
                    heads,
                    "");
        }

        @Override
        public void close() {
            prompt.close();
        }
    }
}
