package dev.lian4j.dataconnection.store;

/** How near two vectors are; the score is higher the nearer they are. */
public enum Metric {
    /** The cosine of the angle between them, from -1 to 1. */
    COSINE,
    /** {@code 1 / (1 + d)} with the Euclidean distance {@code d}: 1 for equal vectors, towards 0 for far ones. */
    EUCLIDEAN,
    /** Their dot product, unbounded; for vectors of length 1 the same as the cosine. */
    DOT;

    /** The score of two vectors that are {@link Vectors#ready ready} for this metric, reckoned in double. */
    public double score(float[] query, float[] vector) {
        return score(rank(query, vector));
    }

    /** For each row of the block a number that is higher the nearer the row is. */
    void rank(Block block, float[] query, float[] ranks) {
        if (this == EUCLIDEAN) {
            block.distances(query, ranks);
        } else {
            block.products(query, ranks);
        }
    }

    /** The same number for one vector, in double: where a float overflows. */
    double rank(float[] query, float[] vector) {
        double sum = 0;
        for (int d = 0; d < query.length; d++) {
            double x = (double) query[d] - vector[d];
            sum += this == EUCLIDEAN ? -x * x : (double) query[d] * vector[d];
        }
        return sum;
    }

    /** The score of such a number. */
    double score(double rank) {
        return switch (this) {
            case COSINE -> Math.max(-1, Math.min(1, rank));
            case EUCLIDEAN -> 1 / (1 + Math.sqrt(-rank));
            case DOT -> rank;
        };
    }
}
