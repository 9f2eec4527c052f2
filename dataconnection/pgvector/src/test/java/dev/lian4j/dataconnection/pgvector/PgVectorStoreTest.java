package dev.lian4j.dataconnection.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.dataconnection.store.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgVectorStoreTest {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static int tables;

    private static PgVectorStoreBuilder fresh() {
        return PgVectorStore.builder(POSTGRES.pool(), new LetterEmbeddings()).table("t" + tables++);
    }

    private static Document doc(String id) {
        return new Document(id, "text of " + id, Map.of());
    }

    private static List<String> ids(List<ScoredDocument> found) {
        return found.stream()
                .map(scored -> String.valueOf(scored.document().id()))
                .toList();
    }

    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            vector[d] = random.nextFloat() - 0.5f;
        }
        return vector;
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void findsWhatAStoreInMemoryFindsAfterAnyChanges(Metric metric) {
        Random random = new Random(5);
        PgVectorStore tested =
                fresh().metric(metric).dimension(5).index(PgIndex.exact()).open();
        InMemoryVectorStore oracle = InMemoryVectorStore.of(new LetterEmbeddings(), metric);
        for (int round = 0; round < 15; round++) {
            List<Document> documents = IntStream.range(0, random.nextInt(20))
                    .mapToObj(i -> doc("文" + random.nextInt(100)).with("n", random.nextInt(10)))
                    .toList();
            List<float[]> vectors =
                    documents.stream().map(document -> vector(random, 5)).toList();
            assertThat(tested.put(documents, vectors)).isEqualTo(oracle.put(documents, vectors));
            Filter gone = Filter.eq("n", random.nextInt(40));
            assertThat(tested.delete(gone)).isEqualTo(oracle.delete(gone));
            VectorQuery query = VectorQuery.of(vector(random, 5), 1 + random.nextInt(30))
                    .where(Filter.lt("n", random.nextInt(12)))
                    .from(random.nextInt(3))
                    .withMinScore(random.nextBoolean() ? -9 : 0.2)
                    .withVectors();
            same(tested.nearest(query), oracle.nearest(query));
        }
        assertThat(tested.size()).isEqualTo(oracle.size()).isPositive();
    }

    private static void same(List<ScoredDocument> found, List<ScoredDocument> expected) {
        assertThat(found)
                .extracting(ScoredDocument::document)
                .isEqualTo(expected.stream().map(ScoredDocument::document).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-5));
            assertThat(found.get(i).vector()).isEqualTo(expected.get(i).vector());
        }
    }

    @Test
    void findsDocumentsByTheirEmbeddings() {
        PgVectorStore store = fresh().open();
        List<String> ids = store.addDocuments(List.of(Document.of("aaa 退款"), Document.of("bbb"), Document.of("ab")));
        assertThat(ids).doesNotHaveDuplicates().hasSize(3);
        assertThat(store.similaritySearch("aab", 2)).extracting(Document::text).containsExactly("ab", "aaa 退款");
        assertThat(store.asRetriever(1).retrieve("bb"))
                .extracting(found -> found.document().id())
                .containsExactly(ids.get(1));
        assertThat(store.maxMarginalRelevanceSearch("aab", 2, 3, 0.1)).hasSize(2);
    }

    @Test
    void givesBackWhatItWasGiven() {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("来源", "手册\\\"'{}.pdf");
        metadata.put("page", 3);
        metadata.put("big", Long.MAX_VALUE);
        metadata.put("score", 0.25);
        metadata.put("draft", false);
        metadata.put("tags", List.of("净水", "a,b", "{}"));
        metadata.put("none", null);
        metadata.put("map", Map.of("k", List.of(1, 2)));
        Document document = new Document("编号,{1}\"'\\", "第一行\n\"第二行\" \\ {},NULL \u2028 😀", metadata);
        PgVectorStore store = fresh().open();
        store.addDocuments(List.of(document, Document.of("", Map.of())));
        assertThat(store.nearest(VectorQuery.of(new float[] {1, 1, 1}, 9).where(Filter.ids(Set.of(document.id())))))
                .extracting(ScoredDocument::document)
                .containsExactly(document);
        assertThat(store.size()).isEqualTo(2);
    }

    @Test
    void replacesCharactersThatPostgresCannotHold() {
        PgVectorStore store = fresh().open();
        store.addDocuments(List.of(Document.of("a\0b\uD83D!", Map.of("k\0", "v\0\uDE00", "n", 1))));
        assertThat(store.similaritySearch("a", 1, Filter.eq("k\0", "v\0\uDE00")))
                .extracting(Document::text, Document::metadata)
                .containsExactly(tuple("a\uFFFDb\uFFFD!", Map.of("k\uFFFD", "v\uFFFD\uFFFD", "n", 1)));
        assertThatThrownBy(() -> store.addDocuments(List.of(Document.of("a").withId("x\0"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("id of document 1");
    }

    @Test
    void replacesADocumentOfTheSameIdEvenWithinOneCall() {
        PgVectorStore store = fresh().dimension(2).open();
        assertThat(store.put(
                        List.of(doc("x"), doc("y"), new Document("x", "new", Map.of())),
                        List.of(new float[] {1, 0}, new float[] {0, 1}, new float[] {0, 2})))
                .containsExactly("x", "y", "x");
        assertThat(store.nearest(new float[] {0, 1}, 5))
                .extracting(found -> found.document().text(), ScoredDocument::score)
                .containsExactly(tuple("new", 1.0), tuple("text of y", 1.0));
        store.put(List.of(new Document("y", "退货", Map.of("v", 2))), List.of(new float[] {1, 0}));
        assertThat(store.keywordSearch("text", 5, Filter.all())).isEmpty();
        assertThat(ids(store.keywordSearch("退货", 5, Filter.eq("v", 2)))).containsExactly("y");
    }

    @Test
    void storesAllOrNone() {
        PgVectorStore store = fresh().dimension(2).open();
        store.put(List.of(doc("x")), List.of(new float[] {1, 0}));
        List<Document> three = List.of(doc("x"), doc("y"), doc("z"));
        float[] good = {0, 1};
        refused(store, three, List.of(good, good, new float[] {1, Float.NaN}), "document 3", "NaN in dimension 1");
        refused(store, three, List.of(good, good, new float[] {1}), "has 1 dimensions, but the store's have 2");
        refused(store, three, List.of(good, good, new float[] {0, 0}), "all zeros");
        refused(store, three, List.of(good, good), "3 documents, but 2 vectors");
        refused(store, List.of(doc("y").with("k", Double.NaN)), List.of(good), "Metadata 'k' of document 1");
        refused(store, List.of(doc("y").with("k", List.of(Map.of("i", new Object())))), List.of(good), "Metadata 'k'");
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.nearest(new float[] {1, 0}, 1).get(0).score()).isEqualTo(1.0);
    }

    private static void refused(
            PgVectorStore store, List<Document> documents, List<float[]> vectors, String... messages) {
        assertThatThrownBy(() -> store.put(documents, vectors))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(messages);
    }

    @Test
    void aFaultInALaterStatementUndoesTheEarlierOnes() throws Exception {
        PgVectorStore store =
                fresh().table("checked").dimension(1).index(PgIndex.exact()).open();
        POSTGRES.execute("ALTER TABLE checked ADD CHECK (id <> 'd1200')");
        List<Document> documents =
                IntStream.range(0, 1500).mapToObj(i -> doc("d" + i)).toList();
        List<float[]> vectors =
                documents.stream().map(document -> new float[] {1}).toList();
        assertThatThrownBy(() -> store.put(documents, vectors))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("\"checked\" could not be written");
        assertThat(store.size()).isZero();
        store.put(documents.subList(0, 1200), vectors.subList(0, 1200));
        assertThat(ids(store.nearest(new float[] {1}, 3))).containsExactly("d0", "d1", "d2");
        assertThat(store.nearest(new float[] {1}, Integer.MAX_VALUE)).hasSize(1200);
    }

    @Test
    void refusesQuestionsItCannotCompare() {
        PgVectorStore store = fresh().open();
        assertThatThrownBy(() -> store.nearest(new float[] {1}, 1)).hasMessageContaining("question has 1 dimensions");
        assertThatThrownBy(() -> store.nearest(new float[] {1, 2, Float.NaN}, 1))
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> store.nearest(new float[] {1, 2, 3}, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.keywordSearch("a", 0, Filter.all()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.nearest(new float[] {1, 2, 3}, 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void meansByAFilterWhatMemoryMeans(long seed) {
        Random random = new Random(seed);
        PgVectorStore store = fresh().dimension(1).index(PgIndex.exact()).open();
        List<Document> documents = IntStream.range(0, 150)
                .mapToObj(i -> new Document("d" + i, "", metadata(random)))
                .toList();
        store.put(documents, documents.stream().map(document -> new float[] {1}).toList());
        int some = 0;
        for (int i = 0; i < 100; i++) {
            Filter filter = filter(random, 3);
            List<String> expected = documents.stream()
                    .filter(filter::matches)
                    .map(document -> String.valueOf(document.id()))
                    .toList();
            some += expected.isEmpty() || expected.size() == documents.size() ? 0 : 1;
            assertThat(ids(store.nearest(VectorQuery.of(new float[] {1}, 200).where(filter))))
                    .as(() -> seed + ": " + filter)
                    .isEqualTo(expected);
        }
        assertThat(some).isGreaterThan(30);
    }

    private static final List<Object> VALUES = List.of(
            1,
            2,
            3L,
            2.5,
            1.0,
            -1e30,
            Long.MAX_VALUE,
            Long.MAX_VALUE - 1,
            "1",
            "净水",
            "净水器",
            "a'b\"\\?{}",
            "",
            true,
            false);
    private static final List<String> KEYS = List.of("a", "键 '\"?", "c.d", "$");

    private static Object one(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static Map<String, Object> metadata(Random random) {
        Map<String, Object> metadata = new HashMap<>();
        for (String key : KEYS) {
            switch (random.nextInt(5)) {
                case 0 -> metadata.put(key, null);
                case 1 -> metadata.put(key, List.of(one(random), one(random)));
                case 2, 3 -> metadata.put(key, one(random));
                default -> {}
            }
        }
        return metadata;
    }

    private static Filter filter(Random random, int depth) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        Object value = random.nextInt(8) == 0 ? odd(random) : one(random);
        Set<Object> values = new HashSet<>(Arrays.asList(value, one(random)));
        return switch (random.nextInt(depth == 0 ? 11 : 16)) {
            case 0 -> Filter.eq(key, value);
            case 1 -> Filter.ne(key, value);
            case 2 -> Filter.gt(key, value);
            case 3 -> Filter.gte(key, value);
            case 4 -> Filter.lt(key, value);
            case 5 -> Filter.lte(key, value);
            case 6 -> new Filter.In(key, random.nextInt(6) == 0 ? Set.of() : values);
            case 7 -> new Filter.NotIn(key, random.nextInt(6) == 0 ? Set.of() : values);
            case 8 -> Filter.contains(key, random.nextBoolean() ? "净" : String.valueOf(value));
            case 9 -> Filter.exists(key);
            case 10 -> Filter.ids(List.of("d1", "d" + random.nextInt(150)));
            case 11, 12 -> new Filter.And(filters(random, depth));
            case 13, 14 -> new Filter.Or(filters(random, depth));
            default -> Filter.not(filter(random, depth - 1));
        };
    }

    private static Object odd(Random random) {
        return List.<Object>of(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Float.NEGATIVE_INFINITY,
                        new BigDecimal("9223372036854775807.0"),
                        List.of(1))
                .get(random.nextInt(5));
    }

    private static List<Filter> filters(Random random, int depth) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> filter(random, depth - 1))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void anHnswIndexFindsNearlyAllAndAFilterLosesNone(Metric metric) throws Exception {
        PgVectorStore store = fresh().table("graph_" + metric)
                .metric(metric)
                .dimension(8)
                .index(PgIndex.hnsw())
                .open();
        InMemoryVectorStore oracle = InMemoryVectorStore.of(new LetterEmbeddings(), metric);
        fill(store, oracle, 1200, 8);
        POSTGRES.execute("ANALYZE \"graph_" + metric + "\"");
        assertThat(plan("graph_" + metric, store)).contains("hnsw");
        assertThat(recall(store, oracle, 8, Filter.all())).isGreaterThan(0.95);
        assertThat(recall(store, oracle, 8, Filter.lt("n", 2))).isGreaterThan(0.95);
        store.delete(Filter.gt("n", 600));
        oracle.delete(Filter.gt("n", 600));
        store.rebuildIndex();
        assertThat(recall(store, oracle, 8, Filter.all())).isGreaterThan(0.95);
    }

    /** That searches do use the index. */
    private static String plan(String table, PgVectorStore store) throws Exception {
        IndexSql index = new IndexSql(
                PgIndex.hnsw(), TableNames.of(table), Distance.of(store.metric()), store.dimension(), true);
        try (var connection = POSTGRES.source().getConnection()) {
            Sql.of("SELECT set_config('enable_seqscan', 'off', false)").query(connection, row -> 0);
            return String.join(
                    "\n",
                    Sql.of(
                                    "EXPLAIN SELECT id FROM \"" + table + "\" ORDER BY " + index.order() + " LIMIT 5",
                                    VectorText.of(new float[store.dimension()]))
                            .query(connection, row -> row.getString(1)));
        }
    }

    private static void fill(PgVectorStore store, InMemoryVectorStore oracle, int size, int dimension) {
        Random random = new Random(7);
        List<Document> documents = IntStream.range(0, size)
                .mapToObj(i -> doc("d" + i).with("n", i))
                .toList();
        List<float[]> vectors =
                documents.stream().map(document -> vector(random, dimension)).toList();
        store.put(documents, vectors);
        oracle.put(documents, vectors);
    }

    private static double recall(PgVectorStore store, InMemoryVectorStore oracle, int dimension, Filter filter) {
        Random random = new Random(8);
        int hits = 0;
        int all = 0;
        for (int i = 0; i < 20; i++) {
            VectorQuery query =
                    VectorQuery.of(vector(random, dimension), 10).where(filter).from(i % 3);
            List<String> expected = ids(oracle.nearest(query));
            List<String> found = ids(store.nearest(query));
            assertThat(found).hasSameSizeAs(expected);
            hits += (int) expected.stream().filter(found::contains).count();
            all += expected.size();
        }
        return (double) hits / Math.max(1, all);
    }

    @Test
    void vectorsTooWideForAnIndexAreIndexedAsHalves() throws Exception {
        PgVectorStore store = fresh().table("wide").dimension(2001).open();
        InMemoryVectorStore oracle = InMemoryVectorStore.of(new LetterEmbeddings());
        fill(store, oracle, 120, 2001);
        POSTGRES.execute("ANALYZE wide");
        assertThat(plan("wide", store)).contains("hnsw");
        assertThat(recall(store, oracle, 2001, Filter.all())).isGreaterThan(0.9);
        VectorQuery query = VectorQuery.of(vector(new Random(9), 2001), 3).withVectors();
        same(store.nearest(query), oracle.nearest(query));
        assertThatThrownBy(() -> fresh().dimension(4001).open()).hasMessageContaining("use PgIndex.exact()");
        assertThat(fresh().dimension(4001).index(PgIndex.exact()).open().dimension())
                .isEqualTo(4001);
    }

    @Test
    void ivfFlatLearnsFromTheRowsThereAre() throws Exception {
        PgVectorStoreBuilder builder = fresh().table("lists").dimension(4).index(new PgIndex.IvfFlat(20, 10));
        PgVectorStore store = builder.open();
        InMemoryVectorStore oracle = InMemoryVectorStore.of(new LetterEmbeddings());
        fill(store, oracle, 2000, 4);
        assertThat(indexes("lists")).doesNotContain("lists_ivfflat");
        assertThat(recall(store, oracle, 4, Filter.all())).isEqualTo(1);
        store.rebuildIndex();
        assertThat(indexes("lists")).contains("lists_ivfflat");
        POSTGRES.execute("ANALYZE lists");
        assertThat(recall(builder.open(), oracle, 4, Filter.all())).isGreaterThan(0.9);
    }

    private static String indexes(String table) throws Exception {
        try (var connection = POSTGRES.source().getConnection()) {
            return Sql.of(
                            "SELECT indexname FROM pg_indexes WHERE schemaname = ? AND tablename = ?",
                            POSTGRES.schema(),
                            table)
                    .query(connection, row -> row.getString(1))
                    .stream()
                    .sorted()
                    .collect(Collectors.joining(" "));
        }
    }

    @Test
    void writersBesideOneAnotherDoNotFail() throws Exception {
        PgVectorStore store = fresh().dimension(2).open();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                Random random = new Random(writer);
                writers.add(() -> {
                    for (int i = 0; i < 8; i++) {
                        List<Document> documents = random.ints(30, 0, 40)
                                .mapToObj(n -> doc("d" + n))
                                .toList();
                        store.put(
                                documents,
                                documents.stream()
                                        .map(document -> new float[] {1, 1})
                                        .toList());
                    }
                    return 0;
                });
            }
            for (Future<Integer> written : threads.invokeAll(writers)) {
                assertThat(written.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(store.size()).isEqualTo(40);
    }
}
