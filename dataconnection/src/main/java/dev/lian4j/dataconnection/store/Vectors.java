package dev.lian4j.dataconnection.store;

import dev.lian4j.core.error.StoreException;

/** Checks vectors and makes them ready for a metric, the same in every store. */
public final class Vectors {

    private Vectors() {}

    /**
     * A copy of the vector, of length 1 for cosine.
     *
     * @param what whose vector it is, for messages
     * @throws StoreException if it is empty, has a value that is not finite, or, for cosine, only zeros
     */
    public static float[] ready(float[] vector, Metric metric, String what) {
        double length = checkedLength(vector, metric, what);
        return metric == Metric.COSINE ? scaled(vector, length) : vector.clone();
    }

    /** As {@link #ready} without the copy: refuses what it would, and gives the vector's length. */
    static double checkedLength(float[] vector, Metric metric, String what) {
        if (vector.length == 0) {
            throw new StoreException("The vector of " + what + " has no dimensions");
        }
        double squares = 0;
        for (int d = 0; d < vector.length; d++) {
            if (!Float.isFinite(vector[d])) {
                throw new StoreException("The vector of " + what + " has " + vector[d] + " in dimension " + d
                        + "; all values must be finite");
            }
            squares += (double) vector[d] * vector[d];
        }
        if (metric == Metric.COSINE && squares == 0) {
            throw new StoreException("The vector of " + what
                    + " is all zeros, which has no direction; use Metric.DOT or EUCLIDEAN if this is meant");
        }
        return Math.sqrt(squares);
    }

    private static float[] scaled(float[] vector, double length) {
        float[] unit = new float[vector.length];
        for (int d = 0; d < vector.length; d++) {
            unit[d] = (float) (vector[d] / length);
        }
        return unit;
    }

    static boolean finite(float[] vector) {
        for (float value : vector) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** How errors call a document that is to be added. */
    public static String documentAt(int index) {
        return "document " + (index + 1) + " of those to be added";
    }

    /**
     * Refuses a vector of another dimension.
     *
     * @throws StoreException if it has one
     */
    public static void checkDimension(float[] vector, int dimension, String what) {
        if (vector.length != dimension) {
            throw new StoreException("The vector of " + what + " has " + vector.length
                    + " dimensions, but the store's have " + dimension + "; use one embedding model for all");
        }
    }

    /**
     * Refuses vectors that are not one for each document.
     *
     * @throws StoreException if they are more or fewer
     */
    public static void checkCount(int documents, int vectors) {
        if (documents != vectors) {
            throw new StoreException("There are " + documents + " documents, but " + vectors
                    + " vectors; the embedding model must give one for each");
        }
    }
}
