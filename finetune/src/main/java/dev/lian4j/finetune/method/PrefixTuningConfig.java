package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.finetune.model.AttentionMemory;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.KeyValues;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Prefix tuning: every layer sees learned keys and values before those of the text, and only these are trained, directly,
 * without the paper's network that makes them. Source: Li and Liang, "Prefix-Tuning", 2021; PEFT's file.
 *
 * @param virtualTokens how many positions, at least 1
 * @param initial tokens whose keys and values the positions have at first, again from the start where there are too few;
 *     small ones by chance where empty
 */
public record PrefixTuningConfig(int virtualTokens, List<Integer> initial) implements TuningMethod {

    private static final double DEVIATION = 0.02;

    /** Checks the number, copies the list. */
    public PrefixTuningConfig {
        if (virtualTokens < 1) {
            throw new IllegalArgumentException("virtualTokens must be at least 1, was " + virtualTokens);
        }
        initial = List.copyOf(initial);
    }

    /** Positions with small keys and values by chance. */
    public static PrefixTuningConfig of(int virtualTokens) {
        return new PrefixTuningConfig(virtualTokens, List.of());
    }

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        return new PrefixModel(model, initial.isEmpty() ? byChance(model.config(), seed) : ofTokens(model));
    }

    @Override
    public long trainable(ModelConfig config) {
        return (long) virtualTokens * PrefixModel.numbers(config);
    }

    private FloatTensor byChance(ModelConfig config, long seed) {
        Random chance = new Random(seed);
        float[] numbers = new float[virtualTokens * PrefixModel.numbers(config)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) (DEVIATION * chance.nextGaussian());
        }
        return tensor(config, numbers);
    }

    private FloatTensor tensor(ModelConfig config, float[] numbers) {
        return FloatTensor.of(List.of((long) virtualTokens, (long) PrefixModel.numbers(config)), numbers);
    }

    /** What the model itself makes of the tokens, where they stand at the beginning. */
    private FloatTensor ofTokens(CausalLm model) {
        int[] ids = ids(model.config().vocabularySize());
        try (Scope ignored = model.engine().quiet()) {
            Sequences sequences = Sequences.of(ids);
            Seen seen = new Seen(new ArrayList<>());
            model.hidden(model.embed(sequences), sequences, seen);
            return tensor(model.config(), model.engine().concat(seen.parts(), 1).floats());
        }
    }

    private int[] ids(int vocabulary) {
        int[] ids = new int[virtualTokens];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = initial.get(i % initial.size());
            if (ids[i] < 0 || ids[i] >= vocabulary) {
                throw new ModelException("The model has no token " + ids[i] + " to start a position from");
            }
        }
        return ids;
    }

    /** Keeps what each layer saw: {@code [positions, width]}, keys and values in turn. */
    private record Seen(List<Tensor> parts) implements AttentionMemory {
        @Override
        public int length() {
            return 0;
        }

        @Override
        public KeyValues extend(int layer, KeyValues fresh) {
            for (Tensor part : List.of(fresh.keys(), fresh.values())) {
                parts.add(part.transpose(1, 2).reshape(part.size(2), part.size(1) * part.size(3)));
            }
            return fresh;
        }
    }
}
