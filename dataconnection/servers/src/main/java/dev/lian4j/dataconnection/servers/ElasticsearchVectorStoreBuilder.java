package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Credentials;

/** The settings of an {@link ElasticsearchVectorStore}. Not thread safe. */
public final class ElasticsearchVectorStoreBuilder extends ServerStoreBuilder<ElasticsearchVectorStoreBuilder> {

    /** A keyword is at most 32,766 bytes, of which a character takes up to four. */
    private static final int LONGEST_TEXT = 8191;

    private final SearchEngine engine;

    ElasticsearchVectorStoreBuilder(SearchEngine engine, String url, EmbeddingModel embeddings) {
        super(engine.title(), url, embeddings);
        this.engine = engine;
    }

    @Override
    ElasticsearchVectorStoreBuilder self() {
        return this;
    }

    /** The key that the server asks for. */
    public ElasticsearchVectorStoreBuilder apiKey(String key) {
        return header("Authorization", "ApiKey " + key);
    }

    /** The user that the server asks for. */
    public ElasticsearchVectorStoreBuilder user(String name, String password) {
        return header("Authorization", Credentials.basic(name, password));
    }

    SearchEngine engine() {
        return engine;
    }

    /**
     * Opens the store, making its index where it is not there.
     *
     * @throws StoreException if the server cannot be reached or refuses, or the index is of another dimension or metric
     */
    public ElasticsearchVectorStore open() {
        StoreServer server = server();
        int dimension = server.find(collection()).map(this::known).orElseGet(() -> make(server));
        return ElasticsearchVectorStore.of(this, server, dimension);
    }

    /** The reply names the index, which may stand behind an alias. */
    private int known(JsonNode reply) {
        JsonNode field = reply.path(reply.fieldNames().next()).at("/mappings/properties/" + SearchEngine.VECTOR);
        return checked(engine.similarity(field), engine.similarity(metric()), engine.dimension(field));
    }

    private int make(StoreServer server) {
        int dimension = newDimension();
        Map<String, Object> fields = Map.of(
                "content",
                Map.of("type", "text", "analyzer", "cjk"),
                "metadata",
                Map.of("type", "object"),
                SearchEngine.VECTOR,
                engine.field(engine.similarity(metric()), dimension));
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("settings", engine.settings());
        index.put("mappings", mappings(fields));
        server.put(collection(), index);
        return dimension;
    }

    /** Texts are found whole, and a text that looks like a date stays a text. */
    private static Map<String, Object> mappings(Map<String, Object> fields) {
        return Map.of(
                "date_detection",
                false,
                "dynamic_templates",
                List.of(
                        template("texts", "string", Map.of("type", "keyword", "ignore_above", LONGEST_TEXT)),
                        template("whole_numbers", "long", Map.of("type", "double")),
                        template("numbers", "double", Map.of("type", "double"))),
                "properties",
                fields);
    }

    private static Map<String, Object> template(String name, String of, Map<String, Object> mapping) {
        return Map.of(name, Map.of("path_match", "metadata.*", "match_mapping_type", of, "mapping", mapping));
    }
}
