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
 * Documents in a collection of a Milvus server, 2.5 or newer, by its REST API version 2. Fields are {@code id},
 * {@code content}, {@code metadata} (JSON) and {@code embedding}. Scores are those of {@link Metric}. What was written is
 * found at once. An id has at most 512 bytes, a text 65,535, and a search goes no deeper than 16,384 documents; beyond, the
 * server refuses. Safe for several threads.
 *
 * <p>Filters differ from those in memory where Milvus' do: texts cannot be looked into, which is an error.
 */
public final class MilvusVectorStore extends RemoteVectorStore {

    private static final String VECTOR = "embedding";
    private static final String ENTITIES = "v2/vectordb/entities/";
    private static final String COLLECTIONS = "v2/vectordb/collections/";

    private final StoreServer server;
    private final Map<String, Object> collection;

    private MilvusVectorStore(Builder builder, StoreServer server, int dimension) {
        super(builder.embeddings(), builder.metric(), dimension);
        this.server = server;
        this.collection = builder.names();
    }

    /**
     * A store on the server at this address, such as {@code http://localhost:19530}.
     *
     * @throws IllegalArgumentException if that is no address
     */
    public static Builder builder(String url, EmbeddingModel embeddings) {
        return new Builder(url, embeddings);
    }

    private JsonNode ask(String path, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(collection);
        body.putAll(more);
        return server.post(path, body).path("data");
    }

    /** How many documents there are. */
    public long size() {
        return count(Filter.all());
    }

    private long count(Filter filter) {
        Map<String, Object> body = filtered(filter);
        body.put("outputFields", List.of("count(*)"));
        body.put("consistencyLevel", "Strong");
        return ask(ENTITIES + "query", body).path(0).path("count(*)").asLong();
    }

    private static Map<String, Object> filtered(Filter filter) {
        MilvusFilter translator = new MilvusFilter();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("filter", translator.of(filter));
        if (!translator.values().isEmpty()) {
            body.put("exprParams", translator.values());
        }
        return body;
    }

    @Override
    void write(List<Entry> entries) {
        List<Map<String, Object>> rows =
                entries.stream().map(MilvusVectorStore::row).toList();
        ask(ENTITIES + "upsert", Map.of("data", rows));
    }

    private static Map<String, Object> row(Entry entry) {
        Document document = entry.document();
        return Map.of(
                "id", entry.id(), "content", document.text(), "metadata", document.metadata(), VECTOR, entry.vector());
    }

    @Override
    List<ScoredDocument> search(VectorQuery query) {
        Map<String, Object> body =
                query.filter().equals(Filter.all()) ? new LinkedHashMap<>() : filtered(query.filter());
        body.put("data", List.of(query.vector()));
        body.put("annsField", VECTOR);
        body.put("limit", query.k());
        body.put("offset", query.offset());
        body.put(
                "outputFields",
                query.includeVectors() ? List.of("content", "metadata", VECTOR) : List.of("content", "metadata"));
        body.put("consistencyLevel", "Strong");
        return Json.list(ask(ENTITIES + "search", body), row -> found(row, query.includeVectors()));
    }

    private ScoredDocument found(JsonNode row, boolean withVector) {
        JsonNode metadata = row.path("metadata");
        Document document = new Document(
                row.path("id").asText(),
                row.path("content").asText(),
                // Some versions give JSON as a text.
                MetadataJson.read(metadata.isTextual() ? metadata.textValue() : Json.object(metadata)));
        return new ScoredDocument(
                document, score(row.path("distance").doubleValue()), withVector ? vector(row.path(VECTOR)) : null);
    }

    /** Milvus gives the square of Euclid's distance, else the likeness. */
    private double score(double given) {
        return metric() == Metric.EUCLIDEAN ? 1 / (1 + Math.sqrt(Math.max(0, given))) : given;
    }

    /**
     * {@inheritDoc} They are counted before, so that the number may be off where others write at the same time.
     *
     * @throws StoreException if the server cannot express the filter, cannot be reached or refuses
     */
    @Override
    public int delete(Filter filter) {
        int count = Math.toIntExact(count(filter));
        ask(ENTITIES + "delete", filtered(filter));
        return count;
    }

    /** Removes the collection with all that is in it. The store cannot be used any more. */
    public void drop() {
        ask(COLLECTIONS + "drop", Map.of());
    }

    /** The settings of a {@link MilvusVectorStore}. Not thread safe. */
    public static final class Builder extends ServerStoreBuilder<Builder> {

        private String database = "";

        private Builder(String url, EmbeddingModel embeddings) {
            super("Milvus", url, embeddings);
        }

        @Override
        Builder self() {
            return this;
        }

        /** The token that the server asks for: a key, or {@code user:password}. */
        public Builder token(String token) {
            return header("Authorization", "Bearer " + token);
        }

        /** The database; the server's default one if not set. */
        public Builder database(String newDatabase) {
            this.database = newDatabase;
            return this;
        }

        private Map<String, Object> names() {
            return database.isEmpty()
                    ? Map.of("collectionName", collection())
                    : Map.of("dbName", database, "collectionName", collection());
        }

        /**
         * Opens the store, making its collection where it is not there.
         *
         * @throws StoreException if the server cannot be reached or refuses, or the collection is of another dimension or
         *     metric
         */
        public MilvusVectorStore open() {
            StoreServer server = server();
            boolean exists =
                    server.post(COLLECTIONS + "has", names()).at("/data/has").asBoolean();
            return new MilvusVectorStore(this, server, exists ? known(server) : make(server));
        }

        private int known(StoreServer server) {
            JsonNode data = server.post(COLLECTIONS + "describe", names()).path("data");
            JsonNode field = named(data.path("fields"), "name");
            JsonNode index = named(data.path("indexes"), "fieldName");
            return checked(index.path("metricType").asText(), type(metric()), dimension(field.path("params")));
        }

        private static JsonNode named(JsonNode list, String key) {
            for (JsonNode each : list) {
                if (each.path(key).asText().equals(VECTOR)) {
                    return each;
                }
            }
            return list.path("none");
        }

        private static int dimension(JsonNode params) {
            for (JsonNode each : params) {
                if (each.path("key").asText().equals("dim")) {
                    return each.path("value").asInt();
                }
            }
            return 0;
        }

        private int make(StoreServer server) {
            int dimension = newDimension();
            Map<String, Object> body = new LinkedHashMap<>(names());
            body.put("schema", schema(dimension));
            body.put(
                    "indexParams",
                    List.of(Map.of(
                            "fieldName",
                            VECTOR,
                            "indexName",
                            VECTOR,
                            "indexType",
                            "AUTOINDEX",
                            "metricType",
                            type(metric()))));
            server.post(COLLECTIONS + "create", body);
            return dimension;
        }

        private static Map<String, Object> schema(int dimension) {
            Map<String, Object> id = new LinkedHashMap<>(field("id", "VarChar", Map.of("max_length", "512")));
            id.put("isPrimary", true);
            return Map.of(
                    "autoId",
                    false,
                    "enableDynamicField",
                    false,
                    "fields",
                    List.of(
                            id,
                            field("content", "VarChar", Map.of("max_length", "65535")),
                            field("metadata", "JSON", Map.of()),
                            field(VECTOR, "FloatVector", Map.of("dim", String.valueOf(dimension)))));
        }

        private static Map<String, Object> field(String name, String type, Map<String, Object> params) {
            return Map.of("fieldName", name, "dataType", type, "elementTypeParams", params);
        }

        private static String type(Metric metric) {
            return switch (metric) {
                case COSINE -> "COSINE";
                case EUCLIDEAN -> "L2";
                case DOT -> "IP";
            };
        }
    }
}
