package dev.lian4j.dataconnection.store;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vectors in rows without gaps. Not thread safe. */
final class Rows {

    /** Reading one row costs much more than one in a block, whose columns lie together. */
    private static final int FEW = 16;

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

    /**
     * The best of the allowed rows, or of all. Where few are allowed they are looked at one by one, else block by block.
     */
    TopK nearest(float[] query, int k, Metric metric, @Nullable BitSet allowed) {
        if (allowed == null) {
            return scan(query, new TopK(Math.min(k, size)), metric, null);
        }
        int count = allowed.cardinality();
        TopK best = new TopK(Math.min(k, count));
        return count < size / FEW ? gather(query, best, metric, allowed) : scan(query, best, metric, allowed);
    }

    private TopK gather(float[] query, TopK best, Metric metric, BitSet allowed) {
        for (int row = allowed.nextSetBit(0); row >= 0; row = allowed.nextSetBit(row + 1)) {
            best.offer(metric.rank(query, get(row)), row);
        }
        return best;
    }

    private TopK scan(float[] query, TopK best, Metric metric, @Nullable BitSet allowed) {
        float[] ranks = new float[Block.ROWS];
        for (int b = 0; b < blocks.size(); b++) {
            metric.rank(blocks.get(b), query, ranks);
            int first = b * Block.ROWS;
            int count = Math.min(Block.ROWS, size - first);
            for (int j = 0; j < count; j++) {
                if (allowed == null || allowed.get(first + j)) {
                    float rank = ranks[j];
                    best.offer(Float.isFinite(rank) ? rank : metric.rank(query, get(first + j)), first + j);
                }
            }
        }
        return best;
    }

    float[] get(int row) {
        return blocks.get(row / Block.ROWS).get(row % Block.ROWS);
    }
}
