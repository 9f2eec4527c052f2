package dev.lian4j.dataconnection.store;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Vectors in {@link Block}s; search looks at all of them, or one by one where few are allowed. */
final class BlockRows implements RowIndex {

    /** Reading one row costs much more than one in a block, whose columns lie together. */
    private static final int FEW = 16;

    /** Below so many rows a second thread costs more than it brings. */
    private static final int ROWS_FOR_THREADS = 20_000;

    private final Metric metric;
    private final int dimension;
    private final int threads;
    private volatile Block[] blocks = {};
    private int size;

    BlockRows(Metric metric, int dimension, int threads) {
        this.metric = metric;
        this.dimension = dimension;
        this.threads = threads;
    }

    @Override
    public int add(List<float[]> vectors) {
        int first = size;
        makeRoom(first + vectors.size());
        for (float[] vector : vectors) {
            blocks[size / Block.ROWS].set(size % Block.ROWS, vector);
            size++;
        }
        return first;
    }

    private void makeRoom(int rows) {
        Block[] old = blocks;
        int needed = (rows + Block.ROWS - 1) / Block.ROWS;
        if (needed > old.length) {
            Block[] more = Arrays.copyOf(old, needed);
            Arrays.setAll(more, b -> b < old.length ? old[b] : new Block(dimension));
            blocks = more;
        }
    }

    @Override
    public float[] get(int row) {
        return blocks[row / Block.ROWS].get(row % Block.ROWS);
    }

    @Override
    public List<TopK> nearest(List<RowQuery> queries) {
        List<TopK> best = queries.stream().map(RowQuery::best).toList();
        boolean[] scanned = new boolean[queries.size()];
        for (int i = 0; i < scanned.length; i++) {
            RowQuery query = queries.get(i);
            BitSet allowed = query.allowed();
            scanned[i] = allowed == null || query.count() >= query.rows() / FEW;
            if (allowed != null && !scanned[i]) {
                gather(query, allowed, best.get(i));
            }
        }
        scan(queries, scanned, best);
        return best;
    }

    private void gather(RowQuery query, BitSet allowed, TopK best) {
        for (int row = allowed.nextSetBit(0); row >= 0 && row < query.rows(); row = allowed.nextSetBit(row + 1)) {
            best.offer(metric.rank(query.vector(), get(row)), row);
        }
    }

    private void scan(List<RowQuery> queries, boolean[] scanned, List<TopK> best) {
        int rows = queries.stream().mapToInt(RowQuery::rows).max().orElse(0);
        int count = (rows + Block.ROWS - 1) / Block.ROWS;
        int parts = rows < ROWS_FOR_THREADS ? 1 : threads;
        List<BlockScan> scans = Threads.map(parts, part -> {
            BlockScan scan = new BlockScan(metric, queries, scanned);
            scan.scan(blocks, (int) ((long) count * part / parts), (int) ((long) count * (part + 1) / parts));
            return scan;
        });
        scans.forEach(scan -> scan.addTo(best));
    }
}
