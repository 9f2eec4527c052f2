package dev.lian4j.dataconnection.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as Chroma 1.5 describes its API, replies as that server gave them. */
class ChromaVectorStoreTest {

    private static final String ALL = "/api/v2/tenants/default_tenant/databases/default_database/collections";
    private static final String MINE = ALL + "/3d201c8f-3736-419c-a13c-35190a0e8a47";

    @RegisterExtension
    final MockServer server = new MockServer();

    private ChromaVectorStore open(Metric metric, String space) throws Exception {
        server.reply(
                "{\"id\":\"3d201c8f-3736-419c-a13c-35190a0e8a47\",\"name\":\"docs\",\"configuration_json\":{\"hnsw\":"
                        + "{\"space\":\"" + space
                        + "\",\"ef_construction\":100},\"spann\":null,\"embedding_function\":null},"
                        + "\"metadata\":null,\"dimension\":null,\"tenant\":\"default_tenant\"}");
        ChromaVectorStore store = ChromaVectorStore.builder(server.url(), MockServer.LENGTHS)
                .collection("docs")
                .metric(metric)
                .apiKey("geheim")
                .open();
        server.asked(
                "POST " + ALL,
                "{\"name\":\"docs\",\"get_or_create\":true,\"configuration\":{\"hnsw\":{\"space\":\"" + space
                        + "\"}}}");
        return store;
    }

    @Test
    void refusesACollectionOfAnotherMetric() {
        server.reply("{\"id\":\"x\",\"configuration_json\":{\"hnsw\":{\"space\":\"l2\"}},\"dimension\":2}");
        assertThatThrownBy(() -> ChromaVectorStore.builder(server.url(), MockServer.LENGTHS)
                        .open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("metric 'l2', not 'cosine'");
        server.reply("{\"id\":\"x\",\"configuration_json\":{\"hnsw\":{\"space\":\"cosine\"}},\"dimension\":384}");
        assertThatThrownBy(() -> ChromaVectorStore.builder(server.url(), MockServer.LENGTHS)
                        .dimension(2)
                        .open())
                .hasMessageContaining("dimension '384', not '2'");
    }

    @Test
    void replacesWholeRecords() throws Exception {
        ChromaVectorStore store = open(Metric.COSINE, "cosine");
        server.reply("{\"deleted\":1}").reply("{}");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("page", 3);
        metadata.put("标签", List.of("净水", "b"));
        metadata.put("mixed", List.of(1, "b"));
        metadata.put("none", null);
        store.put(List.of(new Document("甲", "文", metadata)), List.of(new float[] {0, 3}));
        server.asked("POST " + MINE + "/delete", "{\"ids\":[\"甲\"]}");
        server.asked("POST " + MINE + "/upsert", """
                {"ids":["甲"],"embeddings":[[0.0,1.0]],"documents":["文"],"metadatas":[{
                  "page":3,"lian4j_type:page":"number","lian4j_type:标签":"list","lian4j_type:mixed":"list",
                  "lian4j_item:[\\"标签\\",\\"净水\\"]":true,"lian4j_item:[\\"标签\\",\\"b\\"]":true,
                  "lian4j_item:[\\"mixed\\",1]":true,"lian4j_item:[\\"mixed\\",\\"b\\"]":true,"lian4j_id":"甲",
                  "lian4j_metadata":"{\\"page\\":3,\\"标签\\":[\\"净水\\",\\"b\\"],\\"mixed\\":[1,\\"b\\"],\\"none\\":null}"}]}""");
    }

    @Test
    void asksForTheNearest() throws Exception {
        ChromaVectorStore store = open(Metric.COSINE, "cosine");
        server.reply("{\"ids\":[[\"1\",\"2\",\"3\"]],\"embeddings\":[[[1.0,0.0],[0.5,1.0],[0.0,1.0]]],"
                + "\"documents\":[[\"a\",\"文\",null]],\"uris\":null,\"metadatas\":[[null,"
                + "{\"page\":3,\"lian4j_id\":\"2\",\"lian4j_metadata\":\"{\\\"page\\\":3,\\\"none\\\":null}\"},"
                + "{\"n\":2.5}]],\"distances\":[[0.0,0.25,1.0]],\"include\":[\"documents\"]}");
        var found = store.nearest(VectorQuery.of(new float[] {1, 0}, 2)
                .where(Filter.gt("page", 2))
                .from(1)
                .withVectors());
        server.asked("POST " + MINE + "/query", """
                {"query_embeddings":[[1.0,0.0]],"n_results":3,
                 "include":["documents","metadatas","distances","embeddings"],"where":{"page":{"$gt":2}}}""");
        assertThat(found).hasSize(2);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("page", 3);
        metadata.put("none", null);
        assertThat(found.get(0).document()).isEqualTo(new Document("2", "文", metadata));
        assertThat(found.get(0).score()).isCloseTo(0.75, within(1e-9));
        assertThat(found.get(0).vector()).containsExactly(0.5f, 1);
        assertThat(found.get(1).document()).isEqualTo(new Document("3", "", Map.of("n", 2.5)));
    }

    @Test
    void turnsSquaresOfDistancesIntoScores() throws Exception {
        ChromaVectorStore store = open(Metric.EUCLIDEAN, "l2");
        server.reply("{\"ids\":[[\"1\"]],\"documents\":[[\"a\"]],\"metadatas\":[[null]],\"distances\":[[9.0]]}");
        assertThat(store.nearest(new float[] {1, 0}, 2))
                .singleElement()
                .satisfies(one -> assertThat(one.score()).isCloseTo(0.25, within(1e-9)));
        server.asked("POST " + MINE + "/query", """
                {"query_embeddings":[[1.0,0.0]],"n_results":2,"include":["documents","metadatas","distances"]}""");
    }

    @Test
    void deletesThoseThatAreThere() throws Exception {
        ChromaVectorStore store = open(Metric.DOT, "ip");
        server.reply("{\"ids\":[\"1\"],\"embeddings\":null,\"include\":[]}").reply("{\"deleted\":1}");
        assertThat(store.delete(List.of("1", "2"))).isEqualTo(1);
        server.asked("POST " + MINE + "/get", "{\"where\":{\"lian4j_id\":{\"$in\":[\"1\",\"2\"]}},\"include\":[]}");
        server.asked("POST " + MINE + "/delete", "{\"ids\":[\"1\"]}");
        server.reply("{\"ids\":[]}");
        assertThat(store.delete(Filter.all())).isZero();
        server.asked("POST " + MINE + "/get", "{\"where\":{\"lian4j_id\":{\"$ne\":\"lian4j nobody\"}},\"include\":[]}");
        server.reply("4");
        assertThat(store.size()).isEqualTo(4);
        assertThat(server.asked("GET " + MINE + "/count").getHeaders().get("x-chroma-token"))
                .isEqualTo("geheim");
        server.reply("{}");
        store.drop();
        server.asked("DELETE " + ALL + "/docs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a = 'x'|{'$or':[{'a':{'$eq':'x'}},{'lian4j_item:[*a*,*x*]':{'$eq':true}}]}",
                "a != 3|{'$and':[{'a':{'$ne':3}},{'lian4j_item:[*a*,3]':{'$ne':true}}]}",
                "a <= 3|{'a':{'$lte':3}}",
                "not a <= 3|{'$or':[{'a':{'$gt':3}},{'lian4j_type:a':{'$ne':'number'}}]}",
                "a < 2.5|{'$and':[{'$or':[{'a':{'$lte':2}},{'a':{'$lt':2.5}}]},{'a':{'$lt':3}}]}",
                "a >= -2.5|{'$and':[{'$or':[{'a':{'$gte':-2}},{'a':{'$gte':-2.5}}]},{'a':{'$gt':-3}}]}",
                "a = 2.5|{'$or':[{'$and':[{'a':{'$eq':2.5}},{'a':{'$gt':2}},{'a':{'$lt':3}}]},{'lian4j_item:[*a*,2.5]':{'$eq':true}}]}",
                "exists a|{'lian4j_type:a':{'$in':['number','text','boolean','list','map']}}",
                "not (a < 1 and not b > 2)|{'$or':[{'$or':[{'a':{'$gte':1}},{'lian4j_type:a':{'$ne':'number'}}]},"
                        + "{'b':{'$gt':2}}]}",
                "a in ()|{'lian4j_id':{'$eq':'lian4j nobody'}}",
                "a > 1 or a < 0|{'$or':[{'a':{'$gt':1}},{'a':{'$lt':0}}]}"
            })
    void translatesFilters(String filter, String json) throws Exception {
        assertThat(MockServer.tree(new ChromaFilter().of(Filter.parse(filter)).is()))
                .isEqualTo(MockServer.tree(json.replace('\'', '"').replace("*", "\\\"")));
    }

    @Test
    void saysWhatItCannotAsk() {
        assertThatThrownBy(() -> new ChromaFilter().of(Filter.gt("a", "x")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Chroma cannot order texts");
        assertThatThrownBy(() -> new ChromaFilter().of(Filter.contains("a", "x")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("part of a text, as asked for metadata 'a'");
        for (Filter filter : List.of(Filter.eq("$a", 1), Filter.gt("#a", 1), Filter.in("", 1))) {
            assertThatThrownBy(() -> new ChromaFilter().of(filter))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Chroma cannot filter by metadata");
        }
    }
}
