package dev.lian4j.dataconnection.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the documented APIs of Elasticsearch and OpenSearch: requests to the letter, replies as they give them. */
class ElasticsearchVectorStoreTest {

    private static final String FIELDS = """
            "date_detection":false,"dynamic_templates":[
              {"texts":{"path_match":"metadata.*","match_mapping_type":"string",
                        "mapping":{"type":"keyword","ignore_above":8191}}},
              {"whole_numbers":{"path_match":"metadata.*","match_mapping_type":"long","mapping":{"type":"double"}}},
              {"numbers":{"path_match":"metadata.*","match_mapping_type":"double","mapping":{"type":"double"}}}],
            """;
    private static final String HIT = """
            {"_index":"docs-1","_id":"甲","_score":%s,"_source":{"content":"文","metadata":{"page":3}%s}%s}""";

    @RegisterExtension
    final MockServer server = new MockServer();

    private ElasticsearchVectorStore elastic(Metric metric, String similarity) throws Exception {
        server.reply("{\"docs-1\":{\"aliases\":{\"docs\":{}},\"mappings\":{\"properties\":{\"embedding\":{\"type\":"
                + "\"dense_vector\",\"dims\":2,\"index\":true,\"similarity\":\"" + similarity + "\"}}}}}");
        ElasticsearchVectorStore store = ElasticsearchVectorStore.builder(server.url(), MockServer.LENGTHS)
                .collection("docs")
                .metric(metric)
                .open();
        server.asked("GET /docs");
        return store;
    }

    private ElasticsearchVectorStore openSearch() throws Exception {
        server.reply("{\"docs\":{\"mappings\":{\"properties\":{\"embedding\":{\"type\":\"knn_vector\",\"dimension\":2,"
                + "\"method\":{\"engine\":\"lucene\",\"space_type\":\"cosinesimil\",\"name\":\"hnsw\"}}}}}}");
        ElasticsearchVectorStore store = ElasticsearchVectorStore.openSearch(server.url(), MockServer.LENGTHS)
                .collection("docs")
                .open();
        server.asked("GET /docs");
        return store;
    }

    private static String hits(String... hits) {
        return "{\"took\":3,\"timed_out\":false,\"hits\":{\"total\":{\"value\":1},\"hits\":[" + String.join(",", hits)
                + "]}}";
    }

    @Test
    void makesAnIndexOfElasticsearch() throws Exception {
        server.reply(404, "{\"error\":{\"type\":\"index_not_found_exception\",\"reason\":\"no such index\"}}")
                .reply("{\"acknowledged\":true}");
        ElasticsearchVectorStore.builder(server.url(), MockServer.LENGTHS)
                .apiKey("geheim")
                .metric(Metric.DOT)
                .open();
        assertThat(server.asked("GET /lian4j_documents").getHeaders().get("Authorization"))
                .isEqualTo("ApiKey geheim");
        server.asked("PUT /lian4j_documents", """
                {"settings":{},"mappings":{%s "properties":{
                  "content":{"type":"text","analyzer":"cjk"},"metadata":{"type":"object"},
                  "embedding":{"type":"dense_vector","dims":2,"index":true,"similarity":"max_inner_product"}}}}""".formatted(FIELDS));
    }

    @Test
    void makesAnIndexOfOpenSearch() throws Exception {
        server.reply(404, "{}").reply("{\"acknowledged\":true}");
        ElasticsearchVectorStore.openSearch(server.url(), MockServer.LENGTHS)
                .user("admin", "geheim")
                .metric(Metric.EUCLIDEAN)
                .open();
        assertThat(server.asked("GET /lian4j_documents").getHeaders().get("Authorization"))
                .isEqualTo("Basic YWRtaW46Z2VoZWlt");
        server.asked("PUT /lian4j_documents", """
                {"settings":{"index":{"knn":true}},"mappings":{%s "properties":{
                  "content":{"type":"text","analyzer":"cjk"},"metadata":{"type":"object"},
                  "embedding":{"type":"knn_vector","dimension":2,
                    "method":{"name":"hnsw","engine":"lucene","space_type":"l2"}}}}}""".formatted(FIELDS));
    }

    @Test
    void refusesAnIndexOfAnotherMetric() {
        assertThatThrownBy(() -> elastic(Metric.COSINE, "l2_norm"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("metric 'l2_norm', not 'cosine'");
    }

    @Test
    void writesInBulk() throws Exception {
        ElasticsearchVectorStore store = elastic(Metric.COSINE, "cosine");
        server.reply("{\"errors\":false,\"took\":3,\"items\":[{\"index\":{\"_id\":\"甲\",\"status\":201}}]}");
        store.put(List.of(new Document("甲", "文\n", Map.of("page", 3))), List.of(new float[] {2, 0}));
        var recorded = server.asked("POST /docs/_bulk?refresh=true");
        assertThat(recorded.getHeaders().get("Content-Type")).isEqualTo("application/x-ndjson");
        String[] lines = MockServer.body(recorded).split("\n", -1);
        assertThat(lines).hasSize(3);
        assertThat(lines[2]).isEmpty();
        assertThat(MockServer.tree(lines[0])).isEqualTo(MockServer.tree("{\"index\":{\"_id\":\"甲\"}}"));
        assertThat(MockServer.tree(lines[1]))
                .isEqualTo(MockServer.tree("{\"content\":\"文\\n\",\"metadata\":{\"page\":3},\"embedding\":[1.0,0.0]}"));
    }

    @Test
    void tellsWhichDocumentWasRefused() throws Exception {
        ElasticsearchVectorStore store = elastic(Metric.COSINE, "cosine");
        server.reply("{\"errors\":true,\"items\":[{\"index\":{\"_id\":\"1\",\"status\":201}},{\"index\":{\"_id\":\"2\","
                + "\"status\":400,\"error\":{\"type\":\"document_parsing_exception\",\"reason\":\"failed to parse field"
                + " [metadata.page] of type [double]\"}}}]}");
        assertThatThrownBy(() -> store.addDocuments(List.of(Document.of("a"), Document.of("b"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("refused 1 of 2 documents, the first '2': failed to parse field [metadata.page]");
    }

    @Test
    void asksElasticsearchForTheNearest() throws Exception {
        ElasticsearchVectorStore store = elastic(Metric.COSINE, "cosine");
        server.reply(hits(HIT.formatted("0.75", "", ",\"fields\":{\"embedding\":[0.5,1.0]}")));
        List<ScoredDocument> found = store.nearest(VectorQuery.of(new float[] {2, 0}, 3)
                .from(4)
                .where(Filter.eq("page", 3))
                .withVectors());
        server.asked("POST /docs/_search", """
                {"knn":{"field":"embedding","query_vector":[1.0,0.0],"k":7,"num_candidates":100,
                        "filter":{"term":{"metadata.page":{"value":3}}}},
                 "fields":["embedding"],"from":4,"size":3,"_source":["content","metadata","embedding"]}""");
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.document()).isEqualTo(new Document("甲", "文", Map.of("page", 3)));
            assertThat(one.score()).isCloseTo(0.5, within(1e-9));
            assertThat(one.vector()).containsExactly(0.5f, 1);
        });
    }

    @Test
    void asksOpenSearchForTheNearest() throws Exception {
        ElasticsearchVectorStore store = openSearch();
        server.reply(hits(HIT.formatted("0.75", ",\"embedding\":[0.5,1.0]", "")));
        assertThat(store.nearest(VectorQuery.of(new float[] {2, 0}, 3).withVectors()))
                .singleElement()
                .satisfies(one -> assertThat(one.vector()).containsExactly(0.5f, 1));
        server.asked("POST /docs/_search", """
                {"query":{"knn":{"embedding":{"vector":[1.0,0.0],"k":3,"filter":{"match_all":{}}}}},
                 "from":0,"size":3,"_source":["content","metadata","embedding"]}""");
    }

    @Test
    void goesNoDeeperThanTheServer() throws Exception {
        ElasticsearchVectorStore store = openSearch();
        assertThatThrownBy(() ->
                        store.nearest(VectorQuery.of(new float[] {1, 0}, 9_999).from(2)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("gives the 10000 nearest at most, but k and offset ask for 10001");
    }

    @ParameterizedTest
    @CsvSource({
        "COSINE, 1.0, 1.0",
        "COSINE, 0.0, -1.0",
        "EUCLIDEAN, 1.0, 1.0",
        "EUCLIDEAN, 0.1, 0.25",
        "DOT, 3.5, 2.5",
        "DOT, 0.25, -3.0"
    })
    void turnsItsScoresIntoOurs(Metric metric, double given, double score) {
        assertThat(SearchEngine.score(metric, given)).isCloseTo(score, within(1e-9));
    }

    @Test
    void asksByWordsAndJoins() throws Exception {
        ElasticsearchVectorStore store = openSearch();
        server.reply(hits(HIT.formatted("7.5", "", "")));
        assertThat(store.keywordSearch("漏水", 2, Filter.exists("page")))
                .singleElement()
                .satisfies(one -> assertThat(one.score()).isEqualTo(7.5));
        server.asked("POST /docs/_search", """
                {"query":{"bool":{"must":{"match":{"content":{"query":"漏水"}}},
                                  "filter":{"exists":{"field":"metadata.page"}}}},
                 "size":2,"_source":["content","metadata"]}""");
        server.reply(hits(HIT.formatted("0.9", "", ""))).reply(hits(HIT.formatted("3", "", "")));
        assertThat(store.asHybridRetriever(1).invoke("漏水"))
                .singleElement()
                .satisfies(one -> assertThat(one.document().id()).isEqualTo("甲"));
        assertThatThrownBy(() -> store.keywordSearch("x", 0, Filter.all()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deletesAndCounts() throws Exception {
        ElasticsearchVectorStore store = openSearch();
        server.reply("{\"took\":5,\"deleted\":2,\"failures\":[]}")
                .reply("{\"count\":4}")
                .reply("{}");
        assertThat(store.delete(List.of("b", "a"))).isEqualTo(2);
        server.asked(
                "POST /docs/_delete_by_query?refresh=true&conflicts=proceed",
                "{\"query\":{\"ids\":{\"values\":[\"a\",\"b\"]}}}");
        assertThat(store.size()).isEqualTo(4);
        server.asked("GET /docs/_count");
        store.drop();
        server.asked("DELETE /docs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 'x'|{'term':{'metadata.a':{'value':'x'}}}",
                "a != 'x'|{'bool':{'must_not':[{'term':{'metadata.a':{'value':'x'}}}]}}",
                "a >= 2|{'range':{'metadata.a':{'gte':2}}}",
                "a < '净水'|{'range':{'metadata.a':{'lt':'净水'}}}",
                "a contains 'x*?'|{'wildcard':{'metadata.a':{'value':'*x#*#?*'}}}",
                "exists a|{'exists':{'field':'metadata.a'}}",
                "a in ()|{'match_none':{}}",
                "a = 1 and (b = 2 or not c = true)|{'bool':{'filter':[{'term':{'metadata.a':{'value':1}}},{'bool':{'should':["
                        + "{'term':{'metadata.b':{'value':2}}},"
                        + "{'bool':{'must_not':[{'term':{'metadata.c':{'value':true}}}]}}]}}]}}"
            })
    void translatesFilters(String filter, String json) throws Exception {
        assertThat(MockServer.tree(new SearchFilter().of(Filter.parse(filter))))
                .isEqualTo(MockServer.tree(json.replace('\'', '"').replace("#", "\\\\")));
    }
}
