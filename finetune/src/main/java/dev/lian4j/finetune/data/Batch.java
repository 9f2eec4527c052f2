package dev.lian4j.finetune.data;

import dev.lian4j.finetune.model.Sequences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some examples side by side, filled up to one length; several may stand one behind the other in a row, where each sees
 * only itself and has positions of its own.
 *
 * @param rows the examples of each row
 */
public record Batch(List<List<TokenExample>> rows) {

    /** Copies the lists. */
    public Batch {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** An example a row. */
    public static Batch of(List<TokenExample> examples) {
        return new Batch(examples.stream().map(List::of).toList());
    }

    /** All examples, row after row. */
    public List<TokenExample> examples() {
        return rows.stream().flatMap(List::stream).toList();
    }

    /** Whether some row has several examples. */
    public boolean packed() {
        return rows.stream().anyMatch(row -> row.size() > 1);
    }

    /** The tokens, padded behind with the number 0, which counts nowhere. */
    public Sequences sequences() {
        int[][] ids = new int[rows.size()][length()];
        int[][] positions = new int[rows.size()][length()];
        int[][] segments = new int[rows.size()][length()];
        for (int row = 0; row < rows.size(); row++) {
            lay(rows.get(row), ids[row], positions[row], segments[row]);
        }
        return Sequences.of(ids, positions, segments);
    }

    private static void lay(List<TokenExample> row, int[] ids, int[] positions, int[] segments) {
        Arrays.fill(segments, Sequences.PADDING);
        int at = 0;
        for (int segment = 0; segment < row.size(); segment++) {
            for (int i = 0; i < row.get(segment).tokens().length; i++) {
                ids[at] = row.get(segment).tokens()[i];
                positions[at] = i;
                segments[at++] = segment;
            }
        }
    }

    /** Tokens of the longest row. */
    public int length() {
        return rows.stream().mapToInt(Batch::tokens).max().orElse(0);
    }

    static int tokens(List<TokenExample> row) {
        return row.stream().mapToInt(example -> example.tokens().length).sum();
    }

    /** How many tokens count in the loss. */
    public int targets() {
        return examples().stream().mapToInt(TokenExample::targets).sum();
    }

    /** How many tokens there are, without padding. */
    public int tokens() {
        return tokens(examples());
    }

    /**
     * The places from which a target token is told, counted row after row ({@code row * length + position}): the one
     * before each.
     */
    public long[] places() {
        List<Long> places = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            long start = (long) row * length();
            for (TokenExample example : rows.get(row)) {
                for (int i = example.targetStart(); i < example.tokens().length; i++) {
                    places.add(start + i - 1);
                }
                start += example.tokens().length;
            }
        }
        return places.stream().mapToLong(Long::longValue).toArray();
    }

    /** The target tokens, in the order of {@link #places()}. */
    public long[] labels() {
        return examples().stream()
                .flatMapToInt(
                        example -> Arrays.stream(example.tokens(), example.targetStart(), example.tokens().length))
                .asLongStream()
                .toArray();
    }
}
