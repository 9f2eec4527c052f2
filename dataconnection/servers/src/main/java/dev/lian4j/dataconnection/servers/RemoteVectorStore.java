package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.retrieve.VectorStoreRetriever;
import dev.lian4j.dataconnection.store.Metric;
import dev.lian4j.dataconnection.store.Vectors;
import java.util.List;

/** What the stores on servers share: documents and questions are checked here, before anything is sent. */
abstract class RemoteVectorStore implements VectorStore {

    /** Bounds the size of a request. */
    private static final int A_REQUEST = 200;

    private final EmbeddingModel embeddings;
    private final Metric metric;
    private final int dimension;

    RemoteVectorStore(EmbeddingModel embeddings, Metric metric, int dimension) {
        this.embeddings = embeddings;
        this.metric = metric;
        this.dimension = dimension;
    }

    abstract void write(List<Entry> entries);

    /** The page that is asked for; what scores too little is taken out afterwards. */
    abstract List<ScoredDocument> search(VectorQuery query);

    @Override
    public EmbeddingModel embeddings() {
        return embeddings;
    }

    /** How documents are compared. */
    public Metric metric() {
        return metric;
    }

    /** How many numbers a vector has. */
    public int dimension() {
        return dimension;
    }

    /**
     * {@inheritDoc} The documents are checked whole before any is sent. They are sent 200 a request: where a later request
     * fails, the earlier ones stay; adding the same again, with their ids, completes them.
     *
     * @throws StoreException if there are not as many vectors as documents; if a vector has another dimension, a value
     *     that is not finite, or, for cosine, only zeros; if metadata have a value that cannot be kept; or if the server
     *     cannot be reached or refuses
     */
    @Override
    public List<String> put(List<Document> documents, List<float[]> vectors) {
        List<Entry> entries = Entry.of(documents, vectors, metric, dimension);
        List<Entry> all = Entry.distinct(entries);
        for (int from = 0; from < all.size(); from += A_REQUEST) {
            write(all.subList(from, Math.min(all.size(), from + A_REQUEST)));
        }
        return entries.stream().map(Entry::id).toList();
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if the vector has another dimension, a value that is not finite, or, for cosine, only zeros;
     *     if the server cannot express the filter; or if it cannot be reached or refuses
     */
    @Override
    public List<ScoredDocument> nearest(VectorQuery query) {
        Vectors.checkDimension(query.vector(), dimension, "the question");
        float[] vector = Vectors.ready(query.vector(), metric, "the question");
        VectorQuery ready = new VectorQuery(
                vector, query.k(), query.filter(), query.minScore(), query.offset(), query.includeVectors());
        return search(ready).stream()
                .filter(found -> found.score() >= query.minScore())
                .toList();
    }

    /** As in {@link VectorStore}, with the embedding as a step of its own in traces. */
    @Override
    public Retriever asRetriever(int k) {
        return VectorStoreRetriever.of(this, k);
    }

    static float[] vector(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) numbers.get(d).doubleValue();
        }
        return vector;
    }
}
