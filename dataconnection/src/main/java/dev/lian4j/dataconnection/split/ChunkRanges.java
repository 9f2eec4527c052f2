package dev.lian4j.dataconnection.split;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the chunks of one text start and end, 8 bytes a chunk. */
final class ChunkRanges {

    private long[] ranges = new long[16];
    private int size;

    void add(int from, int to) {
        if (size == ranges.length) {
            ranges = Arrays.copyOf(ranges, size * 2);
        }
        ranges[size++] = (long) from << 32 | to;
    }

    int size() {
        return size;
    }

    int from(int index) {
        return (int) (ranges[index] >> 32);
    }

    int to(int index) {
        return (int) ranges[index];
    }

    /** The chunks themselves. */
    Stream<String> stream(String text) {
        return IntStream.range(0, size).mapToObj(i -> text.substring(from(i), to(i)));
    }
}
