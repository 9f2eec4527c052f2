package dev.lian4j.dataconnection.store;

import java.util.List;

/**
 * Vectors by row. Rows are only added, by one thread at a time; others may look for the nearest of those that were added
 * before meanwhile.
 */
interface RowIndex {

    /** Adds rows behind those there, and gives the first one's number. The arrays belong to the index from then on. */
    int add(List<float[]> vectors);

    /** A copy of a row. */
    float[] get(int row);

    /** For each query the best of the rows that it allows. */
    List<TopK> nearest(List<RowQuery> queries);
}
