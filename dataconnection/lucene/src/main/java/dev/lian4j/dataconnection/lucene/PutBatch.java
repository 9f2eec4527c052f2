package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.Metric;
import dev.lian4j.dataconnection.store.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;

/** Documents that are to be put together: each is checked before the first is written, and all are written, or none. */
final class PutBatch {

    /** The longest vector whose squares, and distances, are finite floats. */
    private static final double LONGEST = 1e18;

    private final Metric metric;
    private final List<String> ids = new ArrayList<>();
    private final List<float[]> vectors = new ArrayList<>();
    private final Map<String, org.apache.lucene.document.Document> indexed = new LinkedHashMap<>();
    private final Set<BytesRef> perhapsThere = new LinkedHashSet<>();

    PutBatch(Metric metric) {
        this.metric = metric;
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    void add(Document document, float[] vector) {
        float[] ready = ready(vector, metric, Vectors.documentAt(ids.size()));
        Document known = document.identified();
        String id = Objects.requireNonNull(known.id());
        indexed.put(id, IndexedDocument.of(known, ready, similarity()));
        if (document.id() != null) {
            perhapsThere.add(Terms16.of(id));
        }
        ids.add(id);
        vectors.add(ready);
    }

    /** As {@link Vectors#ready}; refuses what Lucene's sums of floats cannot hold. */
    static float[] ready(float[] vector, Metric metric, String what) {
        float[] ready = Vectors.ready(vector, metric, what);
        double squares = 0;
        for (float value : ready) {
            squares += (double) value * value;
        }
        if (squares > LONGEST * LONGEST) {
            throw new StoreException("The vector of " + what + " has length " + Math.sqrt(squares)
                    + "; this store takes " + LONGEST + " at most; use Metric.COSINE or scale the vectors");
        }
        return ready;
    }

    /** Writes all; gives the header with the dimension of the vectors. */
    Header write(IndexWriter writer, Header header) throws IOException {
        Header fitting = fitting(header);
        try {
            replace(writer, indexed.values());
            return fitting;
        } catch (RuntimeException e) {
            if (writer.isOpen()) {
                throw new StoreException("The documents cannot be indexed, none was stored: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private void replace(IndexWriter writer, Collection<org.apache.lucene.document.Document> all) throws IOException {
        if (perhapsThere.isEmpty()) {
            writer.addDocuments(all);
        } else {
            writer.updateDocuments(new TermInSetQuery(Fields.ID, perhapsThere), all);
        }
    }

    private Header fitting(Header header) {
        int dimension = header.dimension() == 0 ? vectors.get(0).length : header.dimension();
        for (int i = 0; i < vectors.size(); i++) {
            checkDimension(vectors.get(i), dimension, Vectors.documentAt(i));
        }
        return header.withDimension(dimension);
    }

    private static void checkDimension(float[] vector, int dimension, String what) {
        Vectors.checkDimension(vector, dimension, what);
        if (dimension > WideVectors.MOST_DIMENSIONS) {
            throw new StoreException("The vector of " + what + " has " + dimension + " dimensions; this store takes "
                    + WideVectors.MOST_DIMENSIONS + " at most");
        }
    }

    /** Vectors for cosine have length 1, so their product is the cosine. */
    private VectorSimilarityFunction similarity() {
        return switch (metric) {
            case COSINE -> VectorSimilarityFunction.DOT_PRODUCT;
            case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
            case DOT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
        };
    }
}
