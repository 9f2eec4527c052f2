package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.retrieve.KeywordVectorStore;
import dev.lian4j.dataconnection.store.MetadataJson;
import dev.lian4j.dataconnection.store.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Documents in an index of Elasticsearch, 8.11 or newer, or OpenSearch, 2.9 or newer: texts under {@code content}, looked
 * up by words and, in Chinese, Japanese and Korean, by pairs of characters; metadata under {@code metadata}; vectors under
 * {@code embedding}, in a graph. Scores are those of {@link Metric}. What was written is found at once. A search goes no
 * deeper than 10,000 documents. Safe for several threads.
 *
 * <p>Filters differ from those in memory where the servers' do: a key has one type, of the first value that came;
 * numbers are doubles; texts beyond 8,191 characters are kept but not found; {@code contains} looks into each text of a
 * list, and a value in a list can be greater or less.
 */
public final class ElasticsearchVectorStore extends RemoteVectorStore implements KeywordVectorStore {

    private final StoreServer server;
    private final SearchEngine engine;
    private final String index;

    private ElasticsearchVectorStore(ElasticsearchVectorStoreBuilder builder, StoreServer server, int dimension) {
        super(builder.embeddings(), builder.metric(), dimension);
        this.server = server;
        this.engine = builder.engine();
        this.index = builder.collection();
    }

    /**
     * A store on the Elasticsearch server at this address, such as {@code http://localhost:9200}.
     *
     * @throws IllegalArgumentException if that is no address
     */
    public static ElasticsearchVectorStoreBuilder builder(String url, EmbeddingModel embeddings) {
        return new ElasticsearchVectorStoreBuilder(SearchEngine.ELASTICSEARCH, url, embeddings);
    }

    /** As {@link #builder(String, EmbeddingModel)}, for an OpenSearch server. */
    public static ElasticsearchVectorStoreBuilder openSearch(String url, EmbeddingModel embeddings) {
        return new ElasticsearchVectorStoreBuilder(SearchEngine.OPENSEARCH, url, embeddings);
    }

    static ElasticsearchVectorStore of(ElasticsearchVectorStoreBuilder builder, StoreServer server, int dimension) {
        return new ElasticsearchVectorStore(builder, server, dimension);
    }

    /** How many documents there are. */
    public long size() {
        return server.get(index + "/_count").path("count").asLong();
    }

    @Override
    void write(List<Entry> entries) {
        List<Map<String, Object>> lines =
                entries.stream().flatMap(ElasticsearchVectorStore::lines).toList();
        JsonNode reply = server.postLines(index + "/_bulk?refresh=true", lines);
        if (reply.path("errors").asBoolean()) {
            throw refused(reply.path("items"));
        }
    }

    private static Stream<Map<String, Object>> lines(Entry entry) {
        return Stream.of(
                Map.of("index", Map.of("_id", entry.id())),
                Map.of(
                        "content",
                        entry.document().text(),
                        "metadata",
                        entry.document().metadata(),
                        SearchEngine.VECTOR,
                        entry.vector()));
    }

    private StoreException refused(JsonNode items) {
        List<String> reasons = new ArrayList<>();
        items.forEach(item -> {
            JsonNode done = item.path("index");
            if (done.has("error")) {
                reasons.add("'" + done.path("_id").asText() + "': "
                        + done.at("/error/reason").asText());
            }
        });
        return new StoreException(server.place() + " refused " + reasons.size() + " of " + items.size()
                + " documents, the first " + reasons.stream().findFirst().orElse("without a reason"));
    }

    @Override
    List<ScoredDocument> search(VectorQuery query) {
        if (query.depth() > SearchEngine.MOST) {
            throw new StoreException(server.place() + " gives the " + SearchEngine.MOST
                    + " nearest at most, but k and offset ask for " + query.depth());
        }
        Map<String, Object> body = new LinkedHashMap<>(engine.query(query, new SearchFilter().of(query.filter())));
        body.put("from", query.offset());
        body.put("size", query.k());
        return Json.list(hits(body, query.includeVectors()), hit -> found(hit, query.includeVectors()));
    }

    private JsonNode hits(Map<String, Object> body, boolean withVectors) {
        body.put(
                "_source",
                withVectors ? List.of("content", "metadata", SearchEngine.VECTOR) : List.of("content", "metadata"));
        return server.post(index + "/_search", body).at("/hits/hits");
    }

    private static double given(JsonNode hit) {
        return hit.path("_score").doubleValue();
    }

    private ScoredDocument found(JsonNode hit, boolean withVector) {
        double score = SearchEngine.score(metric(), given(hit));
        return new ScoredDocument(document(hit), score, withVector ? vector(vectorOf(hit)) : null);
    }

    private static JsonNode vectorOf(JsonNode hit) {
        JsonNode source = hit.path("_source").path(SearchEngine.VECTOR);
        JsonNode field = hit.path("fields").path(SearchEngine.VECTOR);
        return source.isArray() ? source : field.path(0).isArray() ? field.path(0) : field;
    }

    private static Document document(JsonNode hit) {
        JsonNode source = hit.path("_source");
        return new Document(
                hit.path("_id").asText(),
                source.path("content").asText(),
                MetadataJson.read(Json.object(source.path("metadata"))));
    }

    /**
     * The {@code k} documents that have words of the question, best first, by BM25; scores are above 0 and without bound.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws StoreException if the server cannot be reached or refuses
     */
    @Override
    public List<ScoredDocument> keywordSearch(String question, int k, Filter filter) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        Map<String, Object> words = Map.of("match", Map.of("content", Map.of("query", question)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("query", Map.of("bool", Map.of("must", words, "filter", new SearchFilter().of(filter))));
        body.put("size", Math.min(k, SearchEngine.MOST));
        return Json.list(hits(body, false), hit -> new ScoredDocument(document(hit), given(hit)));
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if the server cannot be reached or refuses
     */
    @Override
    public int delete(Filter filter) {
        return server.post(
                        index + "/_delete_by_query?refresh=true&conflicts=proceed",
                        Map.of("query", new SearchFilter().of(filter)))
                .path("deleted")
                .asInt();
    }

    /** Removes the index with all that is in it. The store cannot be used any more. */
    public void drop() {
        server.delete(index);
    }
}
