package dev.lian4j.dataconnection.store;

import java.util.Arrays;

/** Numbers, the least of them on top. Grows as needed. Not thread safe. */
final class LongHeap {

    private long[] values = new long[64];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    long top() {
        return values[0];
    }

    void push(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        int at = size++;
        while (at > 0 && values[(at - 1) / 2] > value) {
            values[at] = values[(at - 1) / 2];
            at = (at - 1) / 2;
        }
        values[at] = value;
    }

    long pop() {
        long top = values[0];
        size--;
        down(values[size]);
        return top;
    }

    /** Pops, then pushes. */
    void replaceTop(long value) {
        down(value);
    }

    private void down(long value) {
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && values[child + 1] < values[child]) {
                child++;
            }
            if (values[child] >= value) {
                break;
            }
            values[at] = values[child];
            at = child;
        }
        values[at] = value;
    }

    /** All, the greatest first; the heap is empty then. */
    long[] drain() {
        long[] sorted = new long[size];
        for (int i = size - 1; i >= 0; i--) {
            sorted[i] = pop();
        }
        return sorted;
    }
}
