package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.Metric;
import dev.lian4j.dataconnection.store.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.VectorSimilarityFunction;

/** Documents that are to be put together: each is checked before the first is written. */
final class PutBatch {

    /** The longest vector whose squares, and distances, are finite floats. */
    private static final double LONGEST = 1e18;

    private final List<String> ids = new ArrayList<>();
    private final Map<String, org.apache.lucene.document.Document> indexed = new LinkedHashMap<>();
    private Header header;

    PutBatch(Header header) {
        this.header = header;
    }

    /** The header with the dimension of the vectors. */
    Header header() {
        return header;
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    void add(Document document, float[] vector) {
        String what = "document " + (ids.size() + 1) + " of those to be added";
        float[] ready = ready(vector, header.metric(), what);
        checkDimension(ready, what);
        Document known =
                document.id() == null ? document.withId(UUID.randomUUID().toString()) : document;
        String id = Objects.requireNonNull(known.id());
        ids.add(id);
        indexed.put(id, IndexedDocument.of(known, ready, similarity(header.metric())));
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

    void write(IndexWriter writer) throws IOException {
        for (Map.Entry<String, org.apache.lucene.document.Document> each : indexed.entrySet()) {
            writer.updateDocument(IndexedDocument.id(each.getKey()), each.getValue());
        }
    }

    private void checkDimension(float[] vector, String what) {
        if (vector.length > WideVectors.MOST_DIMENSIONS) {
            throw new StoreException("The vector of " + what + " has " + vector.length
                    + " dimensions; this store takes " + WideVectors.MOST_DIMENSIONS + " at most");
        }
        if (header.dimension() == 0) {
            header = header.withDimension(vector.length);
        }
        Vectors.checkDimension(vector, header.dimension(), what);
    }

    /** Vectors for cosine have length 1, so their product is the cosine. */
    private static VectorSimilarityFunction similarity(Metric metric) {
        return switch (metric) {
            case COSINE -> VectorSimilarityFunction.DOT_PRODUCT;
            case EUCLIDEAN -> VectorSimilarityFunction.EUCLIDEAN;
            case DOT -> VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT;
        };
    }
}
