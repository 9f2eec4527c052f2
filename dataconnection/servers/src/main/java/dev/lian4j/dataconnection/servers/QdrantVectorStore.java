package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.MetadataJson;
import dev.lian4j.dataconnection.store.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Documents in a collection of a Qdrant server, 1.10 or newer. Texts are stored under {@code page_content} and metadata
 * under {@code metadata}, as LangChain does, ids under {@code id}, as Qdrant's own must be UUIDs. Scores are those of
 * {@link Metric}. Safe for several threads.
 *
 * <p>Filters differ from those in memory where Qdrant's do: texts cannot be ordered, which is an error; {@code contains}
 * looks into each text of a list; a number in a list can be greater or less; an empty list does not exist.
 */
public final class QdrantVectorStore extends RemoteVectorStore {

    private final StoreServer server;
    private final String collection;

    private QdrantVectorStore(Builder builder, StoreServer server, int dimension) {
        super(builder.embeddings(), builder.metric(), dimension);
        this.server = server;
        this.collection = "collections/" + builder.collection();
    }

    /**
     * A store on the server at this address, such as {@code http://localhost:6333}.
     *
     * @throws IllegalArgumentException if that is no address
     */
    public static Builder builder(String url, EmbeddingModel embeddings) {
        return new Builder(url, embeddings);
    }

    /** How many documents there are. */
    public long size() {
        return count(Filter.all());
    }

    private long count(Filter filter) {
        return server.post(collection + "/points/count", Map.of("filter", filter(filter), "exact", true))
                .at("/result/count")
                .asLong();
    }

    private static Map<String, Object> filter(Filter filter) {
        return Map.of("must", List.of(new QdrantFilter().of(filter)));
    }

    @Override
    void write(List<Entry> entries) {
        List<Map<String, Object>> points =
                entries.stream().map(QdrantVectorStore::point).toList();
        server.put(collection + "/points?wait=true", Map.of("points", points));
    }

    private static Map<String, Object> point(Entry entry) {
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("id", entry.id());
        payload.put("page_content", entry.document().text());
        payload.put("metadata", entry.document().metadata());
        return Map.of("id", QdrantFilter.pointId(entry.id()), "vector", entry.vector(), "payload", payload);
    }

    @Override
    List<ScoredDocument> search(VectorQuery query) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", query.vector());
        body.put("limit", query.k());
        body.put("offset", query.offset());
        body.put("with_payload", true);
        body.put("with_vector", query.includeVectors());
        if (!query.filter().equals(Filter.all())) {
            body.put("filter", filter(query.filter()));
        }
        JsonNode points = server.post(collection + "/points/query", body).at("/result/points");
        return Json.list(points, point -> found(point, query.includeVectors()));
    }

    private ScoredDocument found(JsonNode point, boolean withVector) {
        JsonNode payload = point.path("payload");
        Document document = new Document(
                payload.path("id").asText(point.path("id").asText()),
                payload.path("page_content").asText(),
                MetadataJson.read(Json.object(payload.path("metadata"))));
        return new ScoredDocument(
                document, score(point.path("score").doubleValue()), withVector ? vector(point.path("vector")) : null);
    }

    /** Qdrant gives the distance itself where that is Euclid's, else the likeness. */
    private double score(double given) {
        return metric() == Metric.EUCLIDEAN ? 1 / (1 + given) : given;
    }

    /**
     * {@inheritDoc} They are counted before, so that the number may be off where others write at the same time.
     *
     * @throws StoreException if the server cannot express the filter, cannot be reached or refuses
     */
    @Override
    public int delete(Filter filter) {
        int count = Math.toIntExact(count(filter));
        server.post(collection + "/points/delete?wait=true", Map.of("filter", filter(filter)));
        return count;
    }

    /** Removes the collection with all that is in it. The store cannot be used any more. */
    public void drop() {
        server.delete(collection);
    }

    /** The settings of a {@link QdrantVectorStore}. Not thread safe. */
    public static final class Builder extends ServerStoreBuilder<Builder> {

        private Builder(String url, EmbeddingModel embeddings) {
            super("Qdrant", url, embeddings);
        }

        @Override
        Builder self() {
            return this;
        }

        /** The key that the server asks for. */
        public Builder apiKey(String key) {
            return header("api-key", key);
        }

        /**
         * Opens the store, making its collection where it is not there.
         *
         * @throws StoreException if the server cannot be reached or refuses, or the collection is of another dimension or
         *     metric
         */
        public QdrantVectorStore open() {
            StoreServer server = server();
            String path = "collections/" + collection();
            boolean exists = server.get(path + "/exists").at("/result/exists").asBoolean();
            return new QdrantVectorStore(this, server, exists ? known(server, path) : make(server, path));
        }

        private int known(StoreServer server, String path) {
            JsonNode vectors = server.get(path).at("/result/config/params/vectors");
            return checked(
                    vectors.path("distance").asText(),
                    distance(metric()),
                    vectors.path("size").asInt());
        }

        private int make(StoreServer server, String path) {
            int size = newDimension();
            server.put(path, Map.of("vectors", Map.of("size", size, "distance", distance(metric()))));
            return size;
        }

        private static String distance(Metric metric) {
            return switch (metric) {
                case COSINE -> "Cosine";
                case EUCLIDEAN -> "Euclid";
                case DOT -> "Dot";
            };
        }
    }
}
