package dev.lian4j.dataconnection.store;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for among rows.
 *
 * @param vector made ready for the metric
 * @param k how many rows to give at most
 * @param rows how many rows there are to look at; later ones are not published yet
 * @param allowed which of them may be given; null for all
 * @param count how many of them may be given
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are float[] all over; lists of them would box
record RowQuery(float[] vector, int k, int rows, @Nullable BitSet allowed, int count) {

    boolean allows(int row) {
        return row < rows && (allowed == null || allowed.get(row));
    }

    /** An empty result for this query. */
    TopK best() {
        return new TopK(Math.min(k, count));
    }
}
