package dev.lian4j.finetune.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which examples are trained on together: rows are shuffled anew each time through, then those of like length are put side
 * by side, so that little is filled up. The same seed gives the same order, so training can go on from any step. Immutable.
 *
 * @param rows all examples, those of a row together
 * @param size rows in a batch
 * @param seed of the order
 */
public record Batches(List<List<TokenExample>> rows, int size, long seed) {

    /** Batches whose rows are sorted by length together. */
    private static final int SORTED_TOGETHER = 16;

    /** Checks the size, copies the lists. */
    public Batches {
        if (size < 1) {
            throw new IllegalArgumentException("The batch size must be at least 1, was " + size);
        }
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** An example a row. */
    public static Batches of(List<TokenExample> examples, int size, long seed) {
        return new Batches(examples.stream().map(List::of).toList(), size, seed);
    }

    /**
     * As many examples a row as have room in it; they do not see each other.
     *
     * @param width tokens of a row; a longer example has one of its own
     */
    public static Batches packed(List<TokenExample> examples, int width, int size, long seed) {
        return new Batches(Packing.rows(examples, width), size, seed);
    }

    /** How many batches once through makes. */
    public int perEpoch() {
        return (rows.size() + size - 1) / size;
    }

    /** The batches of one time through, counted from 0. */
    public List<Batch> epoch(int number) {
        Random chance = new Random(seed * 31 + number);
        List<List<TokenExample>> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, chance);
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += size * SORTED_TOGETHER) {
            List<List<TokenExample>> near =
                    shuffled.subList(from, Math.min(shuffled.size(), from + size * SORTED_TOGETHER));
            near.sort(Comparator.comparingInt(Batch::tokens));
            batches.addAll(batches(near));
        }
        Collections.shuffle(batches, chance);
        return batches;
    }

    private List<Batch> batches(List<List<TokenExample>> ordered) {
        List<Batch> batches = new ArrayList<>();
        for (int at = 0; at < ordered.size(); at += size) {
            batches.add(new Batch(ordered.subList(at, Math.min(ordered.size(), at + size))));
        }
        return batches;
    }

    /** All examples once, in their order. */
    public List<Batch> inOrder() {
        return batches(rows);
    }
}
