package dev.lian4j.dataconnection.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Milvus' documented REST API: requests to the letter, replies as it gives them. */
class MilvusVectorStoreTest {

    @RegisterExtension
    final MockServer server = new MockServer();

    private MilvusVectorStore open(Metric metric, String type) throws Exception {
        server.reply("{\"code\":0,\"data\":{\"has\":true}}")
                .reply(
                        "{\"code\":0,\"data\":{\"collectionName\":\"docs\",\"fields\":[{\"name\":\"id\",\"type\":\"VarChar\","
                                + "\"params\":[{\"key\":\"max_length\",\"value\":\"512\"}]},{\"name\":\"embedding\",\"type\":"
                                + "\"FloatVector\",\"params\":[{\"key\":\"dim\",\"value\":\"2\"}]}],\"indexes\":[{\"fieldName\":"
                                + "\"embedding\",\"indexName\":\"embedding\",\"metricType\":\"" + type
                                + "\"}],\"load\":"
                                + "\"LoadStateLoaded\"}}");
        MilvusVectorStore store = MilvusVectorStore.builder(server.url(), MockServer.LENGTHS)
                .collection("docs")
                .metric(metric)
                .open();
        server.asked("POST /v2/vectordb/collections/has", "{\"collectionName\":\"docs\"}");
        server.asked("POST /v2/vectordb/collections/describe", "{\"collectionName\":\"docs\"}");
        return store;
    }

    @Test
    void makesItsCollection() throws Exception {
        server.reply("{\"code\":0,\"data\":{\"has\":false}}").reply("{\"code\":0,\"data\":{}}");
        MilvusVectorStore.builder(server.url(), MockServer.LENGTHS)
                .token("root:geheim")
                .database("kb")
                .open();
        assertThat(server.asked("POST /v2/vectordb/collections/has")
                        .getHeaders()
                        .get("Authorization"))
                .isEqualTo("Bearer root:geheim");
        server.asked("POST /v2/vectordb/collections/create", """
                {"dbName":"kb","collectionName":"lian4j_documents",
                 "schema":{"autoId":false,"enableDynamicField":false,"fields":[
                   {"fieldName":"id","dataType":"VarChar","isPrimary":true,"elementTypeParams":{"max_length":"512"}},
                   {"fieldName":"content","dataType":"VarChar","elementTypeParams":{"max_length":"65535"}},
                   {"fieldName":"metadata","dataType":"JSON","elementTypeParams":{}},
                   {"fieldName":"embedding","dataType":"FloatVector","elementTypeParams":{"dim":"2"}}]},
                 "indexParams":[{"fieldName":"embedding","indexName":"embedding","indexType":"AUTOINDEX",
                                 "metricType":"COSINE"}]}""");
    }

    @Test
    void refusesACollectionOfAnotherMetric() {
        assertThatThrownBy(() -> open(Metric.COSINE, "L2"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("metric 'L2', not 'COSINE'");
    }

    @Test
    void tellsAnErrorThatComesWithSuccess() {
        server.reply("{\"code\":1800,\"message\":\"user hasn't authenticated\"}");
        assertThatThrownBy(() -> MilvusVectorStore.builder(server.url(), MockServer.LENGTHS)
                        .open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("user hasn't authenticated");
    }

    @Test
    void upserts() throws Exception {
        MilvusVectorStore store = open(Metric.DOT, "IP");
        server.reply("{\"code\":0,\"cost\":0,\"data\":{\"upsertCount\":1,\"upsertIds\":[\"甲\"]}}");
        assertThat(store.put(List.of(new Document("甲", "文", Map.of("page", 3))), List.of(new float[] {2, 0})))
                .containsExactly("甲");
        server.asked("POST /v2/vectordb/entities/upsert", """
                {"collectionName":"docs","data":[
                  {"id":"甲","content":"文","metadata":{"page":3},"embedding":[2.0,0.0]}]}""");
    }

    @Test
    void asksForTheNearest() throws Exception {
        MilvusVectorStore store = open(Metric.EUCLIDEAN, "L2");
        server.reply("{\"code\":0,\"data\":[{\"distance\":9.0,\"id\":\"甲\",\"content\":\"文\",\"metadata\":{\"page\":3},"
                + "\"embedding\":[0.5,1.0]},{\"distance\":16.0,\"id\":\"乙\",\"content\":\"b\","
                + "\"metadata\":\"{\\\"page\\\":4}\",\"embedding\":[1.0,1.0]}]}");
        var found = store.nearest(VectorQuery.of(new float[] {2, 0}, 3)
                .from(1)
                .where(Filter.gte("page", 3))
                .withVectors());
        server.asked("POST /v2/vectordb/entities/search", """
                {"collectionName":"docs","filter":"metadata[\\"page\\"] >= {v0}","exprParams":{"v0":3},
                 "data":[[2.0,0.0]],"annsField":"embedding","limit":3,"offset":1,
                 "outputFields":["content","metadata","embedding"],"consistencyLevel":"Strong"}""");
        assertThat(found).hasSize(2);
        assertThat(found.get(0).document()).isEqualTo(new Document("甲", "文", Map.of("page", 3)));
        assertThat(found.get(0).score()).isCloseTo(0.25, within(1e-9));
        assertThat(found.get(0).vector()).containsExactly(0.5f, 1);
        assertThat(found.get(1).document().metadata()).isEqualTo(Map.of("page", 4));
    }

    @Test
    void deletesAndSaysHowMany() throws Exception {
        MilvusVectorStore store = open(Metric.COSINE, "COSINE");
        server.reply("{\"code\":0,\"data\":[{\"count(*)\":2}]}").reply("{\"code\":0,\"cost\":0,\"data\":{}}");
        assertThat(store.delete(List.of("b", "a\""))).isEqualTo(2);
        server.asked("POST /v2/vectordb/entities/query", """
                {"collectionName":"docs","filter":"id in {v0}","exprParams":{"v0":["a\\"","b"]},
                 "outputFields":["count(*)"],"consistencyLevel":"Strong"}""");
        server.asked(
                "POST /v2/vectordb/entities/delete",
                "{\"collectionName\":\"docs\",\"filter\":\"id in {v0}\",\"exprParams\":{\"v0\":[\"a\\\"\",\"b\"]}}");
        server.reply("{\"code\":0,\"data\":{}}");
        store.drop();
        server.asked("POST /v2/vectordb/collections/drop", "{\"collectionName\":\"docs\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 'x'|(metadata[\"a\"] == {v0} or json_contains(metadata[\"a\"], {v0}))",
                "a > 2|metadata[\"a\"] > {v0}",
                "not a <= '净水'|not (metadata[\"a\"] <= {v0})",
                "exists 键|exists metadata[\"键\"]",
                "a in ()|id == \"\"",
                "not a in ()|not (id == \"\")",
                "a < 1 and (b < 2 or c < 3)|(metadata[\"a\"] < {v0} and (metadata[\"b\"] < {v1} or metadata[\"c\"] < {v2}))"
            })
    void translatesFilters(String filter, String expression) {
        assertThat(new MilvusFilter().of(Filter.parse(filter))).isEqualTo(expression);
    }

    @Test
    void pastesNoValueAndNoOddKey() {
        MilvusFilter filter = new MilvusFilter();
        assertThat(filter.of(Filter.in("k", "x\" or \"\" == \""))).doesNotContain("or \"\"");
        assertThat(filter.values()).containsValue("x\" or \"\" == \"");
        for (String key : List.of("a\"] == 1 or metadata[\"b", "a\\", "a'", "a\n")) {
            assertThatThrownBy(() -> new MilvusFilter().of(Filter.exists(key)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Milvus cannot filter by metadata");
        }
        assertThatThrownBy(() -> new MilvusFilter().of(Filter.contains("a", "x")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("part of a text");
    }
}
