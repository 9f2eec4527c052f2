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
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Qdrant's documented API: requests to the letter, replies as it gives them. */
class QdrantVectorStoreTest {

    private static final String ID = "0d1b86a9-cb45-3ac1-bb3a-ea2ba7b23e90";

    @RegisterExtension
    final MockServer server = new MockServer();

    private QdrantVectorStore open(Metric metric, String distance) throws Exception {
        server.reply("{\"result\":{\"exists\":true},\"status\":\"ok\",\"time\":1.0E-5}")
                .reply(
                        "{\"result\":{\"status\":\"green\",\"config\":{\"params\":{\"vectors\":{\"size\":2,\"distance\":\""
                                + distance + "\"}}}},\"status\":\"ok\"}");
        QdrantVectorStore store = QdrantVectorStore.builder(server.url(), MockServer.LENGTHS)
                .collection("文档")
                .metric(metric)
                .open();
        server.asked("GET /collections/%E6%96%87%E6%A1%A3/exists");
        server.asked("GET /collections/%E6%96%87%E6%A1%A3");
        return store;
    }

    @Test
    void makesItsCollection() throws Exception {
        server.reply("{\"result\":{\"exists\":false}}").reply("{\"result\":true,\"status\":\"ok\"}");
        QdrantVectorStore store = QdrantVectorStore.builder(server.url(), MockServer.LENGTHS)
                .apiKey("geheim")
                .metric(Metric.DOT)
                .open();
        assertThat(server.asked("GET /collections/lian4j_documents/exists")
                        .getHeaders()
                        .get("api-key"))
                .isEqualTo("geheim");
        server.asked("PUT /collections/lian4j_documents", "{\"vectors\":{\"size\":2,\"distance\":\"Dot\"}}");
        assertThat(store.dimension()).isEqualTo(2);
    }

    @Test
    void refusesACollectionOfAnotherMetric() {
        assertThatThrownBy(() -> open(Metric.COSINE, "Manhattan"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'文档'")
                .hasMessageContaining("metric 'Manhattan', not 'Cosine'");
    }

    @Test
    void putsPoints() throws Exception {
        QdrantVectorStore store = open(Metric.COSINE, "Cosine");
        server.reply("{\"result\":{\"operation_id\":0,\"status\":\"completed\"},\"status\":\"ok\"}");
        String uuid = "6f1f8f9e-6a0c-4a6e-8f3c-111111111111";
        assertThat(store.put(
                        List.of(
                                new Document("甲", "文", Map.of("page", 3, "tags", List.of("a"))),
                                Document.of("b").withId(uuid)),
                        List.of(new float[] {2, 0}, new float[] {0, 1})))
                .containsExactly("甲", uuid);
        server.asked(
                "PUT /collections/%E6%96%87%E6%A1%A3/points?wait=true",
                """
                {"points":[
                  {"id":"%s","vector":[1.0,0.0],
                   "payload":{"id":"甲","page_content":"文","metadata":{"page":3,"tags":["a"]}}},
                  {"id":"%s","vector":[0.0,1.0],
                   "payload":{"id":"%s","page_content":"b","metadata":{}}}]}""".formatted(QdrantFilter.pointId("甲"), uuid, uuid));
    }

    @Test
    void givesEveryIdItsPoint() {
        assertThat(QdrantFilter.pointId("x")).hasSize(36).isEqualTo(QdrantFilter.pointId("x"));
        assertThat(QdrantFilter.pointId(ID)).isEqualTo(ID);
        assertThat(QdrantFilter.pointId("1-1-1-1-1")).isNotEqualTo(QdrantFilter.pointId("01-1-1-1-1"));
    }

    @Test
    void asksForTheNearest() throws Exception {
        QdrantVectorStore store = open(Metric.COSINE, "Cosine");
        server.reply("{\"result\":{\"points\":[{\"id\":\"" + ID
                + "\",\"version\":3,\"score\":0.9,\"payload\":{\"id\":\"甲\",\"page_content\":\"文\","
                + "\"metadata\":{\"page\":3}},\"vector\":[0.5,0.25]},"
                + "{\"id\":7,\"version\":3,\"score\":0.2,\"payload\":{}}]},\"status\":\"ok\",\"time\":0.002}");
        List<ScoredDocument> found = store.nearest(VectorQuery.of(new float[] {0, 2}, 4)
                .where(Filter.eq("source", "a.pdf"))
                .from(2)
                .withMinScore(0.5)
                .withVectors());
        server.asked("POST /collections/%E6%96%87%E6%A1%A3/points/query", """
                {"query":[0.0,1.0],"limit":4,"offset":2,"with_payload":true,"with_vector":true,
                 "filter":{"must":[{"key":"metadata.\\"source\\"","match":{"value":"a.pdf"}}]}}""");
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.document()).isEqualTo(new Document("甲", "文", Map.of("page", 3)));
            assertThat(one.score()).isEqualTo(0.9);
            assertThat(one.vector()).containsExactly(0.5f, 0.25f);
        });
    }

    @Test
    void readsAPointOfAnotherClientAndTurnsDistancesIntoScores() throws Exception {
        QdrantVectorStore store = open(Metric.EUCLIDEAN, "Euclid");
        server.reply("{\"result\":{\"points\":[{\"id\":7,\"score\":3.0,\"payload\":null}]}}");
        assertThat(store.nearest(new float[] {1, 1}, 1)).singleElement().satisfies(one -> {
            assertThat(one.document()).isEqualTo(new Document("7", "", Map.of()));
            assertThat(one.score()).isCloseTo(0.25, within(1e-9));
        });
        server.asked(
                "POST /collections/%E6%96%87%E6%A1%A3/points/query",
                "{\"query\":[1.0,1.0],\"limit\":1,\"offset\":0,\"with_payload\":true,\"with_vector\":false}");
    }

    @Test
    void deletesAndSaysHowMany() throws Exception {
        QdrantVectorStore store = open(Metric.COSINE, "Cosine");
        server.reply("{\"result\":{\"count\":2}}").reply("{\"result\":{\"status\":\"completed\"}}");
        assertThat(store.delete(Set.of("甲"))).isEqualTo(2);
        String filter = "\"filter\":{\"must\":[{\"has_id\":[\"" + QdrantFilter.pointId("甲") + "\"]}]}";
        server.asked("POST /collections/%E6%96%87%E6%A1%A3/points/count", "{" + filter + ",\"exact\":true}");
        server.asked("POST /collections/%E6%96%87%E6%A1%A3/points/delete?wait=true", "{" + filter + "}");
        server.reply("{\"result\":true}");
        store.drop();
        server.asked("DELETE /collections/%E6%96%87%E6%A1%A3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 'x'|{'key':'metadata.*a*','match':{'value':'x'}}",
                "a = true|{'key':'metadata.*a*','match':{'value':true}}",
                "a = 3|{'key':'metadata.*a*','range':{'gte':3,'lte':3}}",
                "a = 9007199254740993|{'key':'metadata.*a*','match':{'value':9007199254740993}}",
                "a != 'x'|{'must_not':[{'key':'metadata.*a*','match':{'value':'x'}}]}",
                "a >= 2.5|{'key':'metadata.*a*','range':{'gte':2.5}}",
                "a < 2|{'key':'metadata.*a*','range':{'lt':2}}",
                "a in ()|{'has_id':['00000000-0000-0000-0000-000000000000']}",
                "a not in ('x')|{'must_not':[{'key':'metadata.*a*','match':{'value':'x'}}]}",
                "a contains 'x'|{'key':'metadata.*a*','match':{'text':'x'}}",
                "exists a.b|{'must_not':[{'is_empty':{'key':'metadata.*a.b*'}}]}",
                "a = 'x' and (b = 'y' or not c = 'z')|{'must':[{'key':'metadata.*a*','match':{'value':'x'}},"
                        + "{'should':[{'key':'metadata.*b*','match':{'value':'y'}},"
                        + "{'must_not':[{'key':'metadata.*c*','match':{'value':'z'}}]}]}]}"
            })
    void translatesFilters(String filter, String json) throws Exception {
        assertThat(MockServer.tree(new QdrantFilter().of(Filter.parse(filter))))
                .isEqualTo(MockServer.tree(json.replace('\'', '"').replace("*", "\\\"")));
    }

    @Test
    void saysWhatItCannotAsk() {
        assertThatThrownBy(() -> new QdrantFilter().of(Filter.gt("a", "x")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Qdrant cannot order texts, as asked for metadata 'a'");
        assertThatThrownBy(() -> new QdrantFilter().of(Filter.eq("a\"b", "x"))).hasMessageContaining("has a quote");
        assertThat(new QdrantFilter().of(Filter.gt("a", Double.NaN))).isEqualTo(new QdrantFilter().of(Filter.or()));
        assertThat(new QdrantFilter().of(Filter.lt("a", Double.POSITIVE_INFINITY)))
                .isEqualTo(new QdrantFilter().of(Filter.lte("a", Double.MAX_VALUE)));
    }
}
