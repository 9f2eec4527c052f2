package dev.lian4j.dataconnection.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store must do. A store's test class extends this and says how an empty one is made. */
public abstract class VectorStoreContract {

    /** How many a and b a text has. */
    public static final EmbeddingModel LETTERS = texts -> texts.stream()
            .map(text -> new float[] {count(text, 'a'), count(text, 'b')})
            .toList();

    private static final List<float[]> PLANE =
            List.of(new float[] {1, 0}, new float[] {0.8f, 0.6f}, new float[] {0, 1}, new float[] {-1, 0});

    /** A store with nothing in it; a new one each time within a test. */
    protected abstract VectorStore empty(Metric metric);

    private static long count(String text, char c) {
        return text.chars().filter(x -> x == c).count();
    }

    private static Document doc(String id) {
        return new Document(id, "text of " + id, Map.of());
    }

    private static List<String> ids(List<ScoredDocument> found) {
        return found.stream()
                .map(scored -> String.valueOf(scored.document().id()))
                .toList();
    }

    private VectorStore plane(Metric metric) {
        VectorStore store = empty(metric);
        store.put(
                IntStream.range(0, PLANE.size())
                        .mapToObj(i -> new Document("d" + i, "文 " + i, Map.of("page", i)))
                        .toList(),
                PLANE);
        return store;
    }

    @Test
    void findsDocumentsByTheirEmbeddings() {
        VectorStore store = empty(Metric.COSINE);
        store.addDocuments(List.of(Document.of("aaa 退款"), Document.of("bbb"), Document.of("ab")));
        assertThat(store.similaritySearch("aab", 2)).extracting(Document::text).containsExactly("ab", "aaa 退款");
    }

    @Test
    void hasNothingAtFirst() {
        VectorStore store = empty(Metric.COSINE);
        assertThat(store.nearest(new float[] {1, 0}, Integer.MAX_VALUE)).isEmpty();
        assertThat(store.delete(Filter.all())).isZero();
        assertThat(store.put(List.of(), List.of())).isEmpty();
    }

    @Test
    void givesIdsToDocumentsWithoutOne() {
        VectorStore store = empty(Metric.COSINE);
        List<String> ids = store.addDocuments(List.of(Document.of("a"), new Document("我的 id", "a", Map.of())));
        assertThat(ids).hasSize(2).doesNotHaveDuplicates().contains("我的 id");
        assertThat(ids(store.similaritySearchWithScore("a", 3))).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void replacesADocumentOfTheSameId() {
        VectorStore store = plane(Metric.COSINE);
        store.put(List.of(new Document("d0", "new", Map.of())), List.of(new float[] {0, 2}));
        assertThat(store.nearest(new float[] {0, 1}, 9)).hasSize(4);
        assertThat(store.nearest(new float[] {-2, 9}, 9))
                .extracting(found -> found.document().text())
                .contains("new")
                .doesNotContain("文 0");
    }

    @Test
    void keepsTheLastOfAnIdThatComesTwice() {
        VectorStore store = empty(Metric.DOT);
        List<String> ids = store.put(
                List.of(new Document("x", "first", Map.of()), new Document("x", "second", Map.of())),
                List.of(new float[] {1, 0}, new float[] {2, 0}));
        assertThat(ids).containsExactly("x", "x");
        assertThat(store.nearest(new float[] {1, 0}, 9)).singleElement().satisfies(found -> {
            assertThat(found.document().text()).isEqualTo("second");
            assertThat(found.score()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void scoresOnTheScaleOfTheMetric(Metric metric) {
        VectorStore store = plane(metric);
        float[] query = {2, 0};
        double[] expected =
                switch (metric) {
                    case COSINE -> new double[] {1, 0.8, 0, -1};
                    case DOT -> new double[] {2, 1.6, 0, -2};
                    case EUCLIDEAN -> new double[] {
                        0.5, 1 / (1 + Math.sqrt(1.8)), 1 / (1 + Math.sqrt(5)), 0.25
                    };
                };
        List<ScoredDocument> found = store.nearest(query, 4);
        assertThat(ids(found)).containsExactly("d0", "d1", "d2", "d3");
        for (int i = 0; i < 4; i++) {
            assertThat(found.get(i).score()).isCloseTo(expected[i], within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void findsWhatComparingAllFindsAfterManyChanges(Metric metric) {
        Random random = new Random(7);
        VectorStore store = empty(metric);
        Map<String, float[]> oracle = new LinkedHashMap<>();
        for (int round = 0; round < 30; round++) {
            change(store, oracle, random);
            float[] query = vector(random);
            List<String> expected = oracle.entrySet().stream()
                    .sorted(Comparator.comparingDouble(entry -> -score(metric, query, entry.getValue())))
                    .limit(7)
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(ids(store.nearest(query, 7))).isEqualTo(expected);
        }
    }

    private static void change(VectorStore store, Map<String, float[]> oracle, Random random) {
        List<Document> documents = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            documents.add(doc("文" + random.nextInt(200)));
            vectors.add(vector(random));
            oracle.put(String.valueOf(documents.get(i).id()), vectors.get(i));
        }
        store.put(documents, vectors);
        String gone = "文" + random.nextInt(200);
        assertThat(store.delete(List.of(gone))).isEqualTo(oracle.remove(gone) == null ? 0 : 1);
    }

    private static float[] vector(Random random) {
        float[] vector = new float[9];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = random.nextFloat() - 0.5f;
        }
        return vector;
    }

    private static double score(Metric metric, float[] a, float[] b) {
        double dot = dot(a, b);
        return switch (metric) {
            case COSINE -> dot / Math.sqrt(dot(a, a) * dot(b, b));
            case DOT -> dot;
            case EUCLIDEAN -> -(dot(a, a) + dot(b, b) - 2 * dot);
        };
    }

    private static double dot(float[] a, float[] b) {
        return IntStream.range(0, a.length).mapToDouble(d -> (double) a[d] * b[d]).sum();
    }

    @Test
    void givesTheNearestOfThoseTheFilterMeansPageByPage() {
        VectorStore store = plane(Metric.COSINE);
        VectorQuery query = VectorQuery.of(new float[] {1, 0}, 2).where(Filter.gte("page", 1));
        assertThat(ids(store.nearest(query))).containsExactly("d1", "d2");
        assertThat(ids(store.nearest(query.from(2)))).containsExactly("d3");
        assertThat(ids(store.nearest(query.from(3)))).isEmpty();
        assertThat(ids(store.nearest(query.where(Filter.or())))).isEmpty();
        assertThat(ids(store.nearest(query.withMinScore(0.5)))).containsExactly("d1");
    }

    @Test
    void meansByFiltersWhatTheyMean() {
        FilterContract.check(empty(Metric.COSINE), 42);
    }

    @Test
    void givesVectorsOnRequestAlone() {
        VectorStore store = empty(Metric.DOT);
        float[] vector = {3, 4};
        store.put(List.of(doc("x")), List.of(vector));
        vector[0] = 9;
        VectorQuery query = VectorQuery.of(new float[] {1, 0}, 1);
        assertThat(store.nearest(query).get(0).vector()).isNull();
        assertThat(store.nearest(query.withVectors()).get(0).vector()).containsExactly(3, 4);
    }

    @Test
    void findsDocumentsUnlikeOneAnother() {
        VectorStore store = empty(Metric.COSINE);
        store.addDocuments(List.of(Document.of("aaaaaaab"), Document.of("aaaaaaaab"), Document.of("ab")));
        assertThat(store.maxMarginalRelevanceSearch("aaaaaaab", 2, 3, 0.3))
                .extracting(Document::text)
                .containsExactly("aaaaaaab", "ab");
    }

    @Test
    void deletesWhatAFilterMeans() {
        VectorStore store = plane(Metric.COSINE);
        assertThat(store.delete(Filter.in("page", 2, 3))).isEqualTo(2);
        assertThat(store.delete(Filter.in("page", 2, 3))).isZero();
        assertThat(ids(store.nearest(new float[] {1, 0}, 9))).containsExactly("d0", "d1");
        assertThat(store.delete(Filter.all())).isEqualTo(2);
        assertThat(store.nearest(new float[] {1, 0}, 9)).isEmpty();
    }

    @Test
    void givesDocumentsBackAsTheyWere() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("源", "报告.pdf");
        metadata.put("int", 3);
        metadata.put("long", 3L);
        metadata.put("double", 3.0);
        metadata.put("bool", true);
        metadata.put("list", List.of("中", 1, 2L, 2.5, false, List.of("in")));
        metadata.put("", List.of());
        Document document = new Document("\uD83D\uDE00\uD800 '\";--\0", "半\uD800 𝄞 \u0000 a", metadata);
        VectorStore store = empty(Metric.COSINE);
        store.addDocuments(List.of(document));
        Document found = store.similaritySearch("a", 1).get(0);
        assertThat(found).isEqualTo(document);
        assertThat(found.metadata().keySet()).containsExactlyElementsOf(metadata.keySet());
        assertThat(store.delete(List.of("\uD83D\uDE00\uFFFD '\";--\0"))).isZero();
        assertThat(store.delete(List.of(String.valueOf(document.id())))).isEqualTo(1);
    }

    @Test
    void storesAllOrNone() {
        VectorStore store = plane(Metric.COSINE);
        assertThatThrownBy(() -> store.put(
                        List.of(doc("x"), doc("y"), doc("z")),
                        List.of(new float[] {0, 1}, new float[] {1, 1}, new float[] {1, Float.NaN})))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("document 3")
                .hasMessageContaining("NaN in dimension 1");
        assertThat(store.nearest(new float[] {1, 0}, 9)).hasSize(4);
    }

    @Test
    void fixesNoDimensionByARefusedFirstPut() {
        VectorStore store = empty(Metric.COSINE);
        assertThatThrownBy(() ->
                        store.put(List.of(doc("x"), doc("y")), List.of(new float[] {1, 0}, new float[] {1, 0, 0})))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has 3 dimensions, but the store's have 2");
        assertThat(store.put(List.of(doc("z")), List.of(new float[] {1, 2, 3, 4})))
                .containsExactly("z");
    }

    @Test
    void refusesVectorsItCannotCompare() {
        VectorStore store = plane(Metric.COSINE);
        refuses(() -> store.put(List.of(doc("y")), List.of(new float[] {1})), "has 1 dimensions");
        refuses(() -> store.put(List.of(doc("y")), List.of(new float[] {0, 0})), "all zeros");
        refuses(() -> store.put(List.of(doc("y")), List.of(new float[0])), "no dimensions");
        refuses(() -> store.put(List.of(doc("y")), List.of()), "1 documents, but 0 vectors");
        refuses(() -> store.nearest(new float[] {1, 2, 3}, 1), "question has 3 dimensions");
        refuses(() -> store.nearest(new float[] {1, Float.POSITIVE_INFINITY}, 1), "Infinity");
    }

    private static void refuses(Callable<?> call, String message) {
        assertThatThrownBy(call::call).isInstanceOf(StoreException.class).hasMessageContaining(message);
    }

    @Test
    void showsEachChangeWhollyToSearchesBesideIt() throws Exception {
        VectorStore store = empty(Metric.COSINE);
        List<Document> pair = List.of(doc("l"), doc("r"));
        store.put(pair, List.of(new float[] {1, 0}, new float[] {1, 0}));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Integer>> work = List.of(() -> writes(store, pair), () -> torn(store), () -> torn(store));
            List<Integer> torn = new ArrayList<>();
            for (Future<Integer> each : threads.invokeAll(work)) {
                torn.add(each.get());
            }
            assertThat(torn).containsOnly(0);
        } finally {
            threads.shutdownNow();
        }
    }

    private static int writes(VectorStore store, List<Document> pair) {
        for (int i = 0; i < 300; i++) {
            float[] vector = i % 2 == 0 ? new float[] {0, 1} : new float[] {1, 0};
            store.put(pair, List.of(vector, vector));
        }
        return 0;
    }

    private static int torn(VectorStore store) {
        int torn = 0;
        for (int i = 0; i < 300; i++) {
            List<ScoredDocument> found = store.nearest(new float[] {1, 0}, 9);
            torn += found.size() == 2 && found.get(0).score() == found.get(1).score() ? 0 : 1;
        }
        return torn;
    }
}
