package dev.lian4j.dataconnection.store;

import java.util.List;

/** Vectors in a {@link Graph}. Search is approximate, but exact where few rows are allowed. */
final class HnswRows implements RowIndex {

    private static final int ROWS_FOR_THREADS = 20_000;

    /** So many rows are compared at a time. */
    private static final int BATCH = 256;

    private final Graph graph;
    private final int threads;
    private int size;

    HnswRows(Graph graph, int threads) {
        this.graph = graph;
        this.threads = threads;
    }

    Graph graph() {
        return graph;
    }

    @Override
    public int add(List<float[]> vectors) {
        int first = place(vectors);
        Threads.forEach(threads, first, size, graph::insert);
        return first;
    }

    /** Adds rows that are not in the graph yet. */
    int place(List<float[]> vectors) {
        int first = size;
        graph.place(first, vectors);
        size += vectors.size();
        return first;
    }

    @Override
    public float[] get(int row) {
        return graph.nodes().vector(row).clone();
    }

    @Override
    public List<TopK> nearest(List<RowQuery> queries) {
        return queries.size() == 1
                ? List.of(nearest(queries.get(0)))
                : Threads.map(queries.size(), i -> nearest(queries.get(i)));
    }

    private TopK nearest(RowQuery query) {
        HnswOptions options = graph.options();
        int ef = Math.max(options.efSearch(), Math.min(query.k(), query.count()));
        boolean few = query.count() <= options.exactBelow() || query.count() <= query.rows() / 10;
        return few || ef > query.count() / 10 ? scan(query) : search(query, ef);
    }

    /** The graph's ranks are floats; those of the rows that it finds are made exact. */
    private TopK search(RowQuery query, int ef) {
        Nodes nodes = graph.nodes();
        TopK best = query.best();
        for (long found : graph.search(query, ef)) {
            int row = RankedRow.row(found);
            best.offer(graph.similarity().metric().rank(query.vector(), nodes.vector(row)), row);
        }
        return best;
    }

    private TopK scan(RowQuery query) {
        int parts = query.count() < ROWS_FOR_THREADS ? 1 : threads;
        TopK best = query.best();
        Threads.map(parts, part -> {
                    int from = (int) ((long) query.rows() * part / parts);
                    int to = (int) ((long) query.rows() * (part + 1) / parts);
                    return scan(query, from, to);
                })
                .forEach(best::addAll);
        return best;
    }

    private TopK scan(RowQuery query, int from, int to) {
        TopK best = query.best();
        int[] batch = new int[BATCH];
        int count = 0;
        for (int row = from; row < to; row++) {
            if (query.allows(row)) {
                batch[count++] = row;
            }
            if (count == BATCH || row == to - 1) {
                offer(query, batch, count, best);
                count = 0;
            }
        }
        return best;
    }

    private void offer(RowQuery query, int[] rows, int count, TopK best) {
        float[] ranks = new float[BATCH];
        Nodes nodes = graph.nodes();
        graph.similarity().ranks(query.vector(), nodes.vectors(), rows, count, ranks);
        for (int i = 0; i < count; i++) {
            double rank = Float.isInfinite(ranks[i])
                    ? graph.similarity().metric().rank(query.vector(), nodes.vector(rows[i]))
                    : ranks[i];
            best.offer(rank, rows[i]);
        }
    }
}
