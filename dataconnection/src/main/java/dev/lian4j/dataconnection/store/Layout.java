package dev.lian4j.dataconnection.store;

import org.jspecify.annotations.Nullable;

/**
 * How a store keeps its vectors.
 *
 * @param hnsw how the graph is made; null for exact search
 * @param threads how many threads one search or one addition may use
 */
record Layout(Metric metric, @Nullable HnswOptions hnsw, int threads) {

    RowIndex index(int dimension) {
        return hnsw == null
                ? new BlockRows(metric, dimension, threads)
                : new HnswRows(new Graph(new Similarity(metric), hnsw), threads);
    }
}
