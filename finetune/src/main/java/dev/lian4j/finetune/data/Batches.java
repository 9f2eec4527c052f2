package dev.lian4j.finetune.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which examples are trained on together: shuffled anew each time through, then those of like length side by side, so that
 * little is filled up. The same seed gives the same order, so training can go on from any step. Immutable.
 *
 * @param examples all of them
 * @param size examples in a batch
 * @param seed of the order
 */
public record Batches(List<TokenExample> examples, int size, long seed) {

    /** Batches whose examples are sorted by length together. */
    private static final int SORTED_TOGETHER = 16;

    /** Checks the size, copies the list. */
    public Batches {
        if (size < 1) {
            throw new IllegalArgumentException("The batch size must be at least 1, was " + size);
        }
        examples = List.copyOf(examples);
    }

    /** How many batches once through makes. */
    public int perEpoch() {
        return (examples.size() + size - 1) / size;
    }

    /** The batches of one time through, counted from 0. */
    public List<Batch> epoch(int number) {
        Random chance = new Random(seed * 31 + number);
        List<TokenExample> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, chance);
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += size * SORTED_TOGETHER) {
            List<TokenExample> near = shuffled.subList(from, Math.min(shuffled.size(), from + size * SORTED_TOGETHER));
            near.sort(Comparator.comparingInt(example -> example.tokens().length));
            for (int at = 0; at < near.size(); at += size) {
                batches.add(new Batch(near.subList(at, Math.min(near.size(), at + size))));
            }
        }
        Collections.shuffle(batches, chance);
        return batches;
    }

    /** All examples once, in their order. */
    public List<Batch> inOrder() {
        List<Batch> batches = new ArrayList<>();
        for (int at = 0; at < examples.size(); at += size) {
            batches.add(new Batch(examples.subList(at, Math.min(examples.size(), at + size))));
        }
        return batches;
    }
}
