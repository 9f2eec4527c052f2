package dev.lian4j.dataconnection.store;

import java.util.Arrays;

/**
 * 512 vectors, one array a dimension: {@code columns[d][row]}. So the inner loop runs over rows, and the JIT makes SIMD
 * instructions of it on any JVM; a loop over the dimensions of one vector it does not vectorise.
 */
final class Block {

    static final int ROWS = 512;

    private final float[][] columns;

    Block(int dimension) {
        columns = new float[dimension][ROWS];
    }

    void set(int row, float[] vector) {
        for (int d = 0; d < columns.length; d++) {
            columns[d][row] = vector[d];
        }
    }

    float[] get(int row) {
        float[] vector = new float[columns.length];
        for (int d = 0; d < columns.length; d++) {
            vector[d] = columns[d][row];
        }
        return vector;
    }

    /** For each row its dot product with the query. */
    void products(float[] query, float[] sums) {
        Arrays.fill(sums, 0);
        int d = 0;
        for (; d + 8 <= query.length; d += 8) {
            addProducts(query, d, sums);
        }
        for (; d < query.length; d++) {
            float q = query[d];
            float[] column = columns[d];
            for (int j = 0; j < ROWS; j++) {
                sums[j] += q * column[j];
            }
        }
    }

    /** For each row minus its squared distance from the query. */
    void distances(float[] query, float[] sums) {
        Arrays.fill(sums, 0);
        int d = 0;
        for (; d + 4 <= query.length; d += 4) {
            addDistances(query, d, sums);
        }
        for (; d < query.length; d++) {
            float q = query[d];
            float[] column = columns[d];
            for (int j = 0; j < ROWS; j++) {
                float x = q - column[j];
                sums[j] -= x * x;
            }
        }
    }

    /** Eight dimensions a pass, which share one load and store of the sums. */
    private void addProducts(float[] query, int d, float[] sums) {
        float q0 = query[d];
        float q1 = query[d + 1];
        float q2 = query[d + 2];
        float q3 = query[d + 3];
        float q4 = query[d + 4];
        float q5 = query[d + 5];
        float q6 = query[d + 6];
        float q7 = query[d + 7];
        float[] c0 = columns[d];
        float[] c1 = columns[d + 1];
        float[] c2 = columns[d + 2];
        float[] c3 = columns[d + 3];
        float[] c4 = columns[d + 4];
        float[] c5 = columns[d + 5];
        float[] c6 = columns[d + 6];
        float[] c7 = columns[d + 7];
        for (int j = 0; j < ROWS; j++) {
            sums[j] += q0 * c0[j]
                    + q1 * c1[j]
                    + q2 * c2[j]
                    + q3 * c3[j]
                    + q4 * c4[j]
                    + q5 * c5[j]
                    + q6 * c6[j]
                    + q7 * c7[j];
        }
    }

    private void addDistances(float[] query, int d, float[] sums) {
        float q0 = query[d];
        float q1 = query[d + 1];
        float q2 = query[d + 2];
        float q3 = query[d + 3];
        float[] c0 = columns[d];
        float[] c1 = columns[d + 1];
        float[] c2 = columns[d + 2];
        float[] c3 = columns[d + 3];
        for (int j = 0; j < ROWS; j++) {
            float x0 = q0 - c0[j];
            float x1 = q1 - c1[j];
            float x2 = q2 - c2[j];
            float x3 = q3 - c3[j];
            sums[j] -= x0 * x0 + x1 * x1 + x2 * x2 + x3 * x3;
        }
    }
}
