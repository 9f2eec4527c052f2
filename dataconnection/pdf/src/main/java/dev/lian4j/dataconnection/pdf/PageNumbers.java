package dev.lian4j.dataconnection.pdf;

import java.util.BitSet;
import java.util.StringJoiner;

/** Page numbers, told short: {@code page 3} or {@code pages 1, 4-9}. */
final class PageNumbers {

    private final BitSet pages = new BitSet();

    void add(int page) {
        pages.set(page);
    }

    boolean isEmpty() {
        return pages.isEmpty();
    }

    @Override
    public String toString() {
        StringJoiner ranges = new StringJoiner(", ", pages.cardinality() == 1 ? "page " : "pages ", "");
        int from = pages.nextSetBit(0);
        while (from >= 0) {
            int to = pages.nextClearBit(from) - 1;
            ranges.add(from == to ? String.valueOf(from) : from + "-" + to);
            from = pages.nextSetBit(to + 1);
        }
        return ranges.toString();
    }
}
