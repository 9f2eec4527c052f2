package dev.lian4j.dataconnection.store;

import java.util.List;

/**
 * One thread's way through its blocks: each block is compared with every query while it is in the cache, so that several
 * queries cost less than each alone. Not thread safe.
 */
final class BlockScan {

    private final Metric metric;
    private final List<RowQuery> queries;
    private final boolean[] wanted;
    private final List<TopK> best;
    private final float[] ranks = new float[Block.ROWS];

    BlockScan(Metric metric, List<RowQuery> queries, boolean[] wanted) {
        this.metric = metric;
        this.queries = queries;
        this.wanted = wanted;
        best = queries.stream().map(RowQuery::best).toList();
    }

    void scan(Block[] blocks, int from, int to) {
        for (int b = from; b < to; b++) {
            for (int i = 0; i < wanted.length; i++) {
                if (wanted[i]) {
                    scan(blocks[b], b * Block.ROWS, queries.get(i), best.get(i));
                }
            }
        }
    }

    private void scan(Block block, int first, RowQuery query, TopK nearest) {
        metric.rank(block, query.vector(), ranks);
        int count = Math.min(Block.ROWS, query.rows() - first);
        for (int j = 0; j < count; j++) {
            float rank = ranks[j];
            if ((rank > nearest.least() || !Float.isFinite(rank)) && query.allows(first + j)) {
                nearest.offer(Float.isFinite(rank) ? rank : metric.rank(query.vector(), block.get(j)), first + j);
            }
        }
    }

    void addTo(List<TopK> all) {
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i]) {
                all.get(i).addAll(best.get(i));
            }
        }
    }
}
