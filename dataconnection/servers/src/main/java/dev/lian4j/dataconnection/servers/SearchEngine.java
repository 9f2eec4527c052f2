package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.dataconnection.store.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where Elasticsearch and OpenSearch differ: how vectors are declared and asked for. */
enum SearchEngine {
    ELASTICSEARCH("Elasticsearch", "dims", "/similarity") {
        @Override
        Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        Map<String, Object> field(String similarity, int dimension) {
            return Map.of("type", "dense_vector", "dims", dimension, "index", true, "similarity", similarity);
        }

        @Override
        Map<String, Object> query(VectorQuery query, Map<String, Object> filter) {
            Map<String, Object> knn = new LinkedHashMap<>();
            knn.put("field", VECTOR);
            knn.put("query_vector", query.vector());
            knn.put("k", query.depth());
            knn.put("num_candidates", Math.min(MOST, Math.max(CANDIDATES, 2 * query.depth())));
            knn.put("filter", filter);
            // From 9.2 on vectors are not in the source any more.
            return query.includeVectors() ? Map.of("knn", knn, "fields", List.of(VECTOR)) : Map.of("knn", knn);
        }

        @Override
        String similarity(Metric metric) {
            return switch (metric) {
                case COSINE -> "cosine";
                case EUCLIDEAN -> "l2_norm";
                case DOT -> "max_inner_product";
            };
        }
    },
    OPENSEARCH("OpenSearch", "dimension", "/method/space_type") {
        @Override
        Map<String, Object> settings() {
            return Map.of("index", Map.of("knn", true));
        }

        @Override
        Map<String, Object> field(String similarity, int dimension) {
            return Map.of(
                    "type",
                    "knn_vector",
                    "dimension",
                    dimension,
                    "method",
                    Map.of("name", "hnsw", "engine", "lucene", "space_type", similarity));
        }

        @Override
        Map<String, Object> query(VectorQuery query, Map<String, Object> filter) {
            Map<String, Object> nearest = Map.of("vector", query.vector(), "k", query.depth(), "filter", filter);
            return Map.of("query", Map.of("knn", Map.of(VECTOR, nearest)));
        }

        @Override
        String similarity(Metric metric) {
            return switch (metric) {
                case COSINE -> "cosinesimil";
                case EUCLIDEAN -> "l2";
                case DOT -> "innerproduct";
            };
        }
    };

    /** The field of the vectors. */
    static final String VECTOR = "embedding";

    /** How deep a search may go, by the servers' own limits. */
    static final int MOST = 10_000;

    private static final int CANDIDATES = 100;

    private final String title;
    private final String dimension;
    private final String similarity;

    SearchEngine(String title, String dimension, String similarity) {
        this.title = title;
        this.dimension = dimension;
        this.similarity = similarity;
    }

    String title() {
        return title;
    }

    abstract Map<String, Object> settings();

    abstract Map<String, Object> field(String vectorSimilarity, int vectorDimension);

    abstract Map<String, Object> query(VectorQuery query, Map<String, Object> filter);

    abstract String similarity(Metric metric);

    int dimension(JsonNode field) {
        return field.path(dimension).asInt();
    }

    String similarity(JsonNode field) {
        return field.at(similarity).asText();
    }

    /** Both give scores above 0, made of the likeness or the distance. */
    static double score(Metric metric, double given) {
        return switch (metric) {
            case COSINE -> 2 * given - 1;
            case EUCLIDEAN -> 1 / (1 + Math.sqrt(Math.max(0, 1 / given - 1)));
            case DOT -> given >= 1 ? given - 1 : 1 - 1 / given;
        };
    }
}
