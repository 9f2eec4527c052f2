package dev.lian4j.core.document;

import java.util.Collection;
import java.util.List;

/** Documents by their vectors. What a database behind a {@link VectorStore} has to do. */
public interface VectorIndex {

    /**
     * Adds documents, replacing those whose id is there already. All or none of them.
     *
     * @param vectors a {@code float[dimension]} for each document, in order; finite
     * @return the ids, in order; new ones for documents that had none
     * @throws dev.lian4j.core.error.StoreException if a vector has another dimension, or is not finite
     */
    List<String> put(List<Document> documents, List<float[]> vectors);

    /** The nearest documents that the query allows, nearest first; fewer where there are not as many. */
    List<ScoredDocument> nearest(VectorQuery query);

    /** Removes the documents that are meant. Says how many were removed. */
    int delete(Filter filter);

    /** The {@code k} nearest documents, or as many as there are, nearest first. {@code k} is at least 1. */
    default List<ScoredDocument> nearest(float[] vector, int k) {
        return nearest(VectorQuery.of(vector, k));
    }

    /** Removes documents; ids that are not there are passed over. Says how many were removed. */
    default int delete(Collection<String> ids) {
        return delete(Filter.ids(ids));
    }
}
