package dev.lian4j.core.document;

/**
 * What is looked for in a {@link VectorIndex}.
 *
 * @param vector {@code float[dimension]}, not copied: nobody is to change it
 * @param k how many documents to give at most, at least 1
 * @param filter which documents may be given
 * @param minScore the least score of a document, on the index's scale; negative infinity for any
 * @param offset how many of the nearest to pass over, for the next page; at least 0
 * @param includeVectors whether the found documents are to come with their vectors
 */
@SuppressWarnings("ArrayRecordComponent") // vectors are float[] all over; lists of them would box
public record VectorQuery(float[] vector, int k, Filter filter, double minScore, int offset, boolean includeVectors) {

    /** Checks the numbers. */
    public VectorQuery {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        if (offset < 0) {
            throw new IllegalArgumentException("offset must not be negative, was " + offset);
        }
        if (Double.isNaN(minScore)) {
            throw new IllegalArgumentException("minScore must be a number");
        }
    }

    /** The {@code k} nearest documents of all, however far. */
    public static VectorQuery of(float[] vector, int k) {
        return new VectorQuery(vector, k, Filter.all(), Double.NEGATIVE_INFINITY, 0, false);
    }

    /** This query, among these documents only. */
    public VectorQuery where(Filter newFilter) {
        return new VectorQuery(vector, k, newFilter, minScore, offset, includeVectors);
    }

    /** This query, for documents of at least this score. */
    public VectorQuery withMinScore(double newMinScore) {
        return new VectorQuery(vector, k, filter, newMinScore, offset, includeVectors);
    }

    /** This query, passing over so many of the nearest. */
    public VectorQuery from(int newOffset) {
        return new VectorQuery(vector, k, filter, minScore, newOffset, includeVectors);
    }

    /** This query, with the vectors of what is found. */
    public VectorQuery withVectors() {
        return new VectorQuery(vector, k, filter, minScore, offset, true);
    }

    /** How many documents must be looked up to give those of this page. */
    public int depth() {
        return (int) Math.min(Integer.MAX_VALUE, (long) k + offset);
    }
}
