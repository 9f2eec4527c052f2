package dev.lian4j.dataconnection.store;

import java.util.ArrayList;
import java.util.List;

/** Vectors in rows without gaps. Not thread safe. */
final class Rows {

    private final int dimension;
    private final List<Block> blocks = new ArrayList<>();
    private int size;

    Rows(int dimension) {
        this.dimension = dimension;
    }

    int dimension() {
        return dimension;
    }

    void add(float[] vector) {
        if (size == blocks.size() * Block.ROWS) {
            blocks.add(new Block(dimension));
        }
        set(size++, vector);
    }

    void set(int row, float[] vector) {
        blocks.get(row / Block.ROWS).set(row % Block.ROWS, vector);
    }

    /** Removes a row; the last one takes its place. */
    void remove(int row) {
        int last = size - 1;
        if (row != last) {
            set(row, get(last));
        }
        size = last;
        if (size == (blocks.size() - 1) * Block.ROWS) {
            blocks.remove(blocks.size() - 1);
        }
    }

    /** The best rows; one pass over all. */
    TopK nearest(float[] query, int k, Metric metric) {
        TopK best = new TopK(Math.min(k, size));
        float[] ranks = new float[Block.ROWS];
        for (int b = 0; b < blocks.size(); b++) {
            metric.rank(blocks.get(b), query, ranks);
            int first = b * Block.ROWS;
            int count = Math.min(Block.ROWS, size - first);
            for (int j = 0; j < count; j++) {
                float rank = ranks[j];
                best.offer(Float.isFinite(rank) ? rank : metric.rank(query, get(first + j)), first + j);
            }
        }
        return best;
    }

    private float[] get(int row) {
        return blocks.get(row / Block.ROWS).get(row % Block.ROWS);
    }
}
