package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Documents in a collection of a Chroma server with API version 2 (Chroma 1.0 or newer). Scores are those of
 * {@link Metric}. Safe for several threads. A document that is put again is away for a moment: Chroma would add its
 * metadata to the old ones.
 *
 * <p>Filters differ from those in memory where Chroma's do: texts cannot be ordered nor looked into, which is an error;
 * lists
 * and maps within lists, and keys that are empty or begin with $ or #, are kept but not found.
 */
public final class ChromaVectorStore extends RemoteVectorStore {

    private final StoreServer server;
    private final String collections;
    private final String name;
    private final String collection;

    private ChromaVectorStore(Builder builder, StoreServer server, JsonNode made, int dimension) {
        super(builder.embeddings(), builder.metric(), dimension);
        this.server = server;
        this.collections = builder.collections();
        this.name = builder.collection();
        this.collection = collections + "/" + made.path("id").asText();
    }

    /**
     * A store on the server at this address, such as {@code http://localhost:8000}.
     *
     * @throws IllegalArgumentException if that is no address
     */
    public static Builder builder(String url, EmbeddingModel embeddings) {
        return new Builder(url, embeddings);
    }

    /** How many documents there are. */
    public long size() {
        return server.get(collection + "/count").asLong();
    }

    @Override
    void write(List<Entry> entries) {
        List<String> ids = entries.stream().map(Entry::id).toList();
        server.post(collection + "/delete", Map.of("ids", ids));
        server.post(
                collection + "/upsert",
                Map.of(
                        "ids",
                        ids,
                        "embeddings",
                        entries.stream().map(Entry::vector).toList(),
                        "documents",
                        entries.stream().map(entry -> entry.document().text()).toList(),
                        "metadatas",
                        entries.stream().map(ChromaMetadata::of).toList()));
    }

    @Override
    List<ScoredDocument> search(VectorQuery query) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query_embeddings", List.of(query.vector()));
        body.put("n_results", query.depth());
        body.put(
                "include",
                query.includeVectors()
                        ? List.of("documents", "metadatas", "distances", "embeddings")
                        : List.of("documents", "metadatas", "distances"));
        if (!query.filter().equals(Filter.all())) {
            body.put("where", new ChromaFilter().of(query.filter()).is());
        }
        JsonNode reply = server.post(collection + "/query", body);
        int found = reply.at("/ids/0").size();
        return IntStream.range(Math.min(found, query.offset()), found)
                .mapToObj(i -> found(reply, i, query.includeVectors()))
                .toList();
    }

    private ScoredDocument found(JsonNode reply, int i, boolean withVector) {
        Document document = new Document(
                at(reply, "ids", i).asText(),
                at(reply, "documents", i).asText(""),
                ChromaMetadata.read(at(reply, "metadatas", i)));
        double score = score(at(reply, "distances", i).doubleValue());
        return new ScoredDocument(document, score, withVector ? vector(at(reply, "embeddings", i)) : null);
    }

    /** Each field has a list for each of the questions, of which there is one. */
    private static JsonNode at(JsonNode reply, String field, int i) {
        return reply.path(field).path(0).path(i);
    }

    /** Chroma gives 1 less the likeness, and the square of Euclid's distance. */
    private double score(double distance) {
        return metric() == Metric.EUCLIDEAN ? 1 / (1 + Math.sqrt(Math.max(0, distance))) : 1 - distance;
    }

    /**
     * {@inheritDoc} They are looked up before, so that the number may be off where others write at the same time.
     *
     * @throws StoreException if the server cannot express the filter, cannot be reached or refuses
     */
    @Override
    public int delete(Filter filter) {
        Map<String, Object> where =
                Map.of("where", new ChromaFilter().of(filter).is(), "include", List.of());
        List<String> ids = Json.list(server.post(collection + "/get", where).path("ids"), JsonNode::asText);
        if (!ids.isEmpty()) {
            server.post(collection + "/delete", Map.of("ids", ids));
        }
        return ids.size();
    }

    /** Removes the collection with all that is in it. The store cannot be used any more. */
    public void drop() {
        server.delete(collections + "/" + name);
    }

    /** The settings of a {@link ChromaVectorStore}. Not thread safe. */
    public static final class Builder extends ServerStoreBuilder<Builder> {

        private String tenant = "default_tenant";
        private String database = "default_database";

        private Builder(String url, EmbeddingModel embeddings) {
            super("Chroma", url, embeddings);
        }

        @Override
        Builder self() {
            return this;
        }

        /** The key that the server asks for. */
        public Builder apiKey(String key) {
            return header("x-chroma-token", key);
        }

        /** The tenant and its database; the server's default ones if not set. */
        public Builder database(String newTenant, String newDatabase) {
            this.tenant = newTenant;
            this.database = newDatabase;
            return this;
        }

        private String collections() {
            return "api/v2/tenants/" + tenant + "/databases/" + database + "/collections";
        }

        /**
         * Opens the store, making its collection where it is not there.
         *
         * @throws StoreException if the server cannot be reached or refuses, or the collection is of another dimension or
         *     metric
         */
        public ChromaVectorStore open() {
            StoreServer server = server();
            Map<String, Object> space = Map.of("hnsw", Map.of("space", space(metric())));
            JsonNode made = server.post(
                    collections(), Map.of("name", collection(), "get_or_create", true, "configuration", space));
            return new ChromaVectorStore(this, server, made, dimensionOf(made));
        }

        /** A collection has none until the first record is there. */
        private int dimensionOf(JsonNode made) {
            int known = made.path("dimension").asInt(0);
            String space = made.at("/configuration_json/hnsw/space").asText();
            return checked(space, space(metric()), known == 0 ? newDimension() : known);
        }

        private static String space(Metric metric) {
            return switch (metric) {
                case COSINE -> "cosine";
                case EUCLIDEAN -> "l2";
                case DOT -> "ip";
            };
        }
    }
}
