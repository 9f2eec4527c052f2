package dev.lian4j.finetune.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Lays examples into rows: the longest first, each into the row whose rest it fills best. */
final class Packing {

    private final int width;
    private final List<List<TokenExample>> rows = new ArrayList<>();
    private final TreeMap<Integer, Deque<List<TokenExample>>> byRest = new TreeMap<>();

    private Packing(int width) {
        this.width = width;
    }

    /** Rows of so many tokens at most; a longer example has a row of its own. */
    static List<List<TokenExample>> rows(List<TokenExample> examples, int width) {
        Packing packing = new Packing(width);
        examples.stream()
                .sorted(Comparator.<TokenExample>comparingInt(example -> example.tokens().length)
                        .reversed())
                .forEach(packing::put);
        return packing.rows;
    }

    private void put(TokenExample example) {
        int tokens = example.tokens().length;
        Integer rest = byRest.ceilingKey(tokens);
        List<TokenExample> row = rest == null ? added() : taken(rest);
        row.add(example);
        remember(row, (rest == null ? width : rest) - tokens);
    }

    private List<TokenExample> added() {
        List<TokenExample> row = new ArrayList<>();
        rows.add(row);
        return row;
    }

    private List<TokenExample> taken(int rest) {
        Deque<List<TokenExample>> fitting = Objects.requireNonNull(byRest.get(rest));
        List<TokenExample> row = fitting.removeFirst();
        if (fitting.isEmpty()) {
            byRest.remove(rest);
        }
        return row;
    }

    private void remember(List<TokenExample> row, int rest) {
        if (rest > 0) {
            byRest.computeIfAbsent(rest, ignored -> new ArrayDeque<>()).addLast(row);
        }
    }
}
