package dev.lian4j.finetune.model;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of tokens of one length that go through a model together, and who sees whom. A token sees those before it, and
 * itself, of its own segment: several texts packed into a row are segments whose positions begin anew; padding is a
 * segment of its own and so is seen by no text.
 */
public final class Sequences {

    /** The segment of padding. */
    public static final int PADDING = -1;

    private final int[][] ids;
    private final int[][] positions;
    private final int[][] segments;

    private Sequences(int[][] ids, int[][] positions, int[][] segments) {
        this.ids = ids;
        this.positions = positions;
        this.segments = segments;
        if (ids.length == 0 || ids[0].length == 0) {
            throw new IllegalArgumentException("Sequences need at least one row of one token");
        }
        for (int[][] table : List.of(ids, positions, segments)) {
            if (table.length != ids.length || Arrays.stream(table).anyMatch(row -> row.length != ids[0].length)) {
                throw new IllegalArgumentException("Ids, positions and segments must be of one form");
            }
        }
    }

    /**
     * Rows that are laid out by the caller; the tables are copied.
     *
     * @param ids token ids, {@code [rows][length]}
     * @param positions where each token stands in its text, {@code [rows][length]}
     * @param segments which text of the row each token belongs to, {@code [rows][length]}; {@link #PADDING} for none
     * @throws IllegalArgumentException if they are not of one form, or there is nothing
     */
    public static Sequences of(int[][] ids, int[][] positions, int[][] segments) {
        return new Sequences(copy(ids), copy(positions), copy(segments));
    }

    private static int[][] copy(int[][] table) {
        return Arrays.stream(table).map(int[]::clone).toArray(int[][]::new);
    }

    /** One row. */
    public static Sequences of(int... ids) {
        return padded(List.of(ids), 0);
    }

    /**
     * A row for each text; shorter ones are filled up at their end.
     *
     * @param padding the id of what they are filled with
     */
    public static Sequences padded(List<int[]> texts, int padding) {
        int length = texts.stream().mapToInt(text -> text.length).max().orElse(0);
        int rows = texts.size();
        int[][] ids = new int[rows][length];
        int[][] positions = new int[rows][length];
        int[][] segments = new int[rows][length];
        for (int row = 0; row < rows; row++) {
            int[] text = texts.get(row);
            Arrays.fill(ids[row], padding);
            System.arraycopy(text, 0, ids[row], 0, text.length);
            Arrays.setAll(positions[row], i -> i);
            Arrays.fill(segments[row], text.length, length, PADDING);
        }
        return new Sequences(ids, positions, segments);
    }

    /** The same behind so many others. */
    public Sequences behind(int earlier) {
        int[][] later = Arrays.stream(positions)
                .map(row ->
                        Arrays.stream(row).map(position -> position + earlier).toArray())
                .toArray(int[][]::new);
        return new Sequences(ids, later, segments);
    }

    /** How many rows. */
    public int rows() {
        return ids.length;
    }

    /** Tokens in a row. */
    public int length() {
        return ids[0].length;
    }

    /** The ids of a row, a copy. */
    public int[] ids(int row) {
        return ids[row].clone();
    }

    int[][] positions() {
        return positions;
    }

    int[][] segments() {
        return segments;
    }

    /** All ids, row after row. */
    long[] flatIds() {
        return Arrays.stream(ids).flatMapToInt(Arrays::stream).asLongStream().toArray();
    }

    /**
     * Whether "those before it" is all there is to who sees whom: each row is one text, with padding only behind it. What
     * padding sees does not matter, and no text sees what comes behind.
     */
    boolean plain() {
        return Arrays.stream(segments).allMatch(Sequences::plain);
    }

    private static boolean plain(int[] row) {
        int i = 0;
        while (i < row.length && row[i] == row[0] && row[i] != PADDING) {
            i++;
        }
        return Arrays.stream(row, i, row.length).allMatch(segment -> segment == PADDING);
    }
}
