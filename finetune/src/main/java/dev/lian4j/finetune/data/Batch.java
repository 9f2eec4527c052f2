package dev.lian4j.finetune.data;

import dev.lian4j.finetune.model.Sequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some examples side by side, filled up to one length.
 *
 * @param examples the examples, a row each
 */
public record Batch(List<TokenExample> examples) {

    /** Copies the list. */
    public Batch {
        examples = List.copyOf(examples);
    }

    /** The tokens, padded behind with the number 0, which counts nowhere. */
    public Sequences sequences() {
        return Sequences.padded(examples.stream().map(TokenExample::tokens).toList(), 0);
    }

    /** How many tokens count in the loss. */
    public int targets() {
        return examples.stream().mapToInt(TokenExample::targets).sum();
    }

    /** How many tokens there are, without padding. */
    public int tokens() {
        return examples.stream().mapToInt(example -> example.tokens().length).sum();
    }

    /**
     * The places from which a target token is told, counted row after row ({@code row * length + position}): the one
     * before each.
     */
    public long[] places() {
        List<Long> places = new ArrayList<>();
        int length = examples.stream()
                .mapToInt(example -> example.tokens().length)
                .max()
                .orElse(0);
        for (int row = 0; row < examples.size(); row++) {
            TokenExample example = examples.get(row);
            for (int i = example.targetStart(); i < example.tokens().length; i++) {
                places.add((long) row * length + i - 1);
            }
        }
        return places.stream().mapToLong(Long::longValue).toArray();
    }

    /** The target tokens, in the order of {@link #places()}. */
    public long[] labels() {
        return examples.stream()
                .flatMapToInt(
                        example -> Arrays.stream(example.tokens(), example.targetStart(), example.tokens().length))
                .asLongStream()
                .toArray();
    }
}
