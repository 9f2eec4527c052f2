package dev.lian4j.dataconnection.store;

import dev.lian4j.core.error.StoreException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a snapshot that is read.
 *
 * @param model the embedding model's name
 * @param metric the metric that it must have; null for any
 * @param hnsw how a graph is to be made or searched; null for what the snapshot says
 */
record SnapshotWanted(
        String model, @Nullable Metric metric, @Nullable HnswOptions hnsw, int threads) {

    /** Says how to keep the vectors of a snapshot, if it is what was asked for. */
    Layout layout(Path file, SnapshotHeader header) {
        if (!header.model().equals(model)) {
            throw new StoreException(file + ": was made with the embedding model '" + header.model()
                    + "', but is opened with '" + model
                    + "'; use the first, say with modelName that both are the same, or embed the documents anew");
        }
        if (metric != null && metric != header.metric()) {
            throw new StoreException(file + ": compares by " + header.metric() + ", but " + metric
                    + " is asked for; leave the metric out, or make a new store");
        }
        return new Layout(header.metric(), hnsw == null ? header.hnsw() : hnsw, threads);
    }
}
