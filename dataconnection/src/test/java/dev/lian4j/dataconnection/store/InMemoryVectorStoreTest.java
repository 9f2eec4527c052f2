package dev.lian4j.dataconnection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.LetterEmbeddings;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InMemoryVectorStoreTest {

    private final InMemoryVectorStore store = InMemoryVectorStore.of(new LetterEmbeddings());

    private static List<String> ids(List<ScoredDocument> found) {
        return found.stream()
                .map(scored -> String.valueOf(scored.document().id()))
                .toList();
    }

    private static Document doc(String id) {
        return new Document(id, "text of " + id, Map.of());
    }

    @Property(tries = 150)
    void findsWhatComparingAllFindsAfterAnyChanges(
            @ForAll Metric metric,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 21) int dimension,
            @ForAll @IntRange(min = 1, max = 1200) int operations,
            @ForAll @IntRange(min = 1, max = 40) int k) {
        Random random = new Random(seed);
        InMemoryVectorStore tested = InMemoryVectorStore.of(new LetterEmbeddings(), metric);
        Map<String, float[]> oracle = new LinkedHashMap<>();
        for (int i = 0; i < operations; i++) {
            String id = "文" + random.nextInt(operations);
            if (random.nextInt(5) == 0) {
                assertThat(tested.delete(List.of(id))).isEqualTo(oracle.remove(id) == null ? 0 : 1);
            } else {
                float[] vector = vector(random, dimension);
                oracle.put(id, vector);
                assertThat(tested.put(List.of(doc(id)), List.of(vector))).containsExactly(id);
            }
        }
        assertThat(tested.size()).isEqualTo(oracle.size());
        float[] query = vector(random, dimension);
        List<ScoredDocument> found = tested.nearest(query, k);
        assertThat(ids(found)).doesNotHaveDuplicates();
        double[] best = oracle.values().stream()
                .mapToDouble(vector -> -score(metric, query, vector))
                .sorted()
                .limit(k)
                .toArray();
        assertThat(found).hasSize(best.length);
        for (int i = 0; i < best.length; i++) {
            ScoredDocument scored = found.get(i);
            assertThat(scored.score()).isCloseTo(-best[i], within(1e-5));
            float[] vector = oracle.get(scored.document().id());
            assertThat(scored.score()).isCloseTo(score(metric, query, vector), within(1e-5));
            assertThat(scored.document())
                    .isEqualTo(doc(String.valueOf(scored.document().id())));
        }
    }

    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            vector[d] = random.nextInt(9) == 0 ? 0.5f : random.nextFloat() - 0.5f;
        }
        return vector;
    }

    private static double score(Metric metric, float[] a, float[] b) {
        double dot = IntStream.range(0, a.length)
                .mapToDouble(d -> (double) a[d] * b[d])
                .sum();
        double aa = IntStream.range(0, a.length)
                .mapToDouble(d -> (double) a[d] * a[d])
                .sum();
        double bb = IntStream.range(0, a.length)
                .mapToDouble(d -> (double) b[d] * b[d])
                .sum();
        return switch (metric) {
            case COSINE -> dot / Math.sqrt(aa * bb);
            case DOT -> dot;
            case EUCLIDEAN -> 1 / (1 + Math.sqrt(Math.max(0, aa + bb - 2 * dot)));
        };
    }

    @Test
    void findsDocumentsByTheirEmbeddings() {
        store.addDocuments(List.of(Document.of("aaa 退款"), Document.of("bbb"), Document.of("ab")));
        assertThat(store.similaritySearch("aab", 2)).extracting(Document::text).containsExactly("ab", "aaa 退款");
    }

    @Test
    void givesIdsToDocumentsWithoutOne() {
        List<String> ids = store.addDocuments(List.of(Document.of("a"), doc("mine a"), Document.of("b")));
        assertThat(ids).hasSize(3).doesNotHaveDuplicates().contains("mine a");
        assertThat(ids(store.similaritySearchWithScore("a", 3))).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void replacesADocumentOfTheSameId() {
        store.put(List.of(doc("x"), doc("y")), List.of(new float[] {1, 0}, new float[] {0, 1}));
        store.put(List.of(new Document("x", "new", Map.of())), List.of(new float[] {0, 2}));
        assertThat(store.size()).isEqualTo(2);
        assertThat(store.nearest(new float[] {0, 1}, 5))
                .extracting(found -> found.document().text(), ScoredDocument::score)
                .containsExactly(tuple("text of y", 1.0), tuple("new", 1.0));
    }

    @Test
    void givesAllWhereKIsMoreThanThereAre() {
        assertThat(store.nearest(new float[] {1, 0}, Integer.MAX_VALUE)).isEmpty();
        store.put(List.of(doc("x")), List.of(new float[] {1, 0}));
        assertThat(store.nearest(new float[] {1, 0}, Integer.MAX_VALUE)).hasSize(1);
        assertThat(store.delete(List.of("x", "x", "unknown"))).isEqualTo(1);
        assertThat(store.nearest(new float[] {1, 0}, 3)).isEmpty();
    }

    @Test
    void refusesAKBelowOne() {
        assertThatThrownBy(() -> store.nearest(new float[] {1}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("k must be at least 1");
    }

    @Test
    void storesAllOrNone() {
        store.put(List.of(doc("x")), List.of(new float[] {1, 0}));
        assertThatThrownBy(() -> store.put(
                        List.of(doc("x"), doc("y"), doc("z")),
                        List.of(new float[] {0, 1}, new float[] {1, 1}, new float[] {1, Float.NaN})))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("document 3")
                .hasMessageContaining("NaN in dimension 1");
        assertThat(store.size()).isEqualTo(1);
        assertThat(store.nearest(new float[] {1, 0}, 1).get(0).score()).isEqualTo(1.0);
    }

    @Test
    void refusesVectorsItCannotCompare() {
        store.put(List.of(doc("x")), List.of(new float[] {1, 0}));
        assertThatThrownBy(() -> store.put(List.of(doc("y")), List.of(new float[] {1})))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has 1 dimensions, but the store's have 2");
        assertThatThrownBy(() -> store.put(List.of(doc("y")), List.of(new float[] {0, 0})))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("all zeros");
        assertThatThrownBy(() -> store.put(List.of(doc("y")), List.of(new float[0])))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no dimensions");
        assertThatThrownBy(() -> store.put(List.of(doc("y")), List.of()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("1 documents, but 0 vectors");
        assertThatThrownBy(() -> store.nearest(new float[] {1, 2, 3}, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("question has 3 dimensions");
        assertThatThrownBy(() -> store.nearest(new float[] {1, Float.POSITIVE_INFINITY}, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Infinity");
    }

    @Test
    void fixesNoDimensionByARefusedFirstPut() {
        assertThatThrownBy(() ->
                        store.put(List.of(doc("x"), doc("y")), List.of(new float[] {1, 0}, new float[] {1, 0, 0})))
                .isInstanceOf(StoreException.class);
        assertThat(store.put(List.of(doc("z")), List.of(new float[] {1, 2, 3, 4})))
                .containsExactly("z");
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void ranksVectorsTooLargeForFloatSums(Metric metric) {
        InMemoryVectorStore large = InMemoryVectorStore.of(new LetterEmbeddings(), metric);
        large.put(List.of(doc("near"), doc("far")), List.of(new float[] {3e30f, 3e30f}, new float[] {3e30f, -3e30f}));
        List<ScoredDocument> found = large.nearest(new float[] {2e30f, 2.5e30f}, 2);
        assertThat(ids(found)).containsExactly("near", "far");
        assertThat(found).allMatch(scored -> Double.isFinite(scored.score()));
    }

    @Test
    void ownsItsVectors() {
        InMemoryVectorStore dots = InMemoryVectorStore.of(new LetterEmbeddings(), Metric.DOT);
        float[] vector = {1, 0};
        dots.put(List.of(doc("x")), List.of(vector));
        vector[0] = 9;
        assertThat(dots.nearest(new float[] {1, 0}, 1).get(0).score()).isEqualTo(1.0);
    }

    @Test
    void breaksTiesByTheOrderOfAdding() {
        List<Document> documents =
                IntStream.range(0, 1500).mapToObj(i -> doc("d" + i)).toList();
        store.put(
                documents,
                documents.stream().map(document -> new float[] {1, 1}).toList());
        assertThat(ids(store.nearest(new float[] {1, 1}, 4))).containsExactly("d0", "d1", "d2", "d3");
    }

    @Test
    void showsEachChangeWhollyToSearchesBesideIt() throws Exception {
        List<Document> pair = List.of(doc("l"), doc("r"));
        store.put(pair, List.of(new float[] {1, 0}, new float[] {1, 0}));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Integer> writing = () -> {
                for (int i = 0; i < 5000; i++) {
                    float[] vector = i % 2 == 0 ? new float[] {0, 1} : new float[] {1, 0};
                    store.put(pair, List.of(vector, vector));
                }
                return 0;
            };
            Callable<Integer> reading = () -> {
                int torn = 0;
                for (int i = 0; i < 5000; i++) {
                    List<ScoredDocument> found = store.nearest(new float[] {1, 0}, 2);
                    torn += found.get(0).score() == found.get(1).score() ? 0 : 1;
                }
                return torn;
            };
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> future : threads.invokeAll(List.of(writing, reading, reading))) {
                results.add(future.get());
            }
            assertThat(results).containsOnly(0);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void makesAStoreOfDocuments() {
        InMemoryVectorStore made =
                InMemoryVectorStore.fromDocuments(List.of(Document.of("aa"), Document.of("b")), new LetterEmbeddings());
        assertThat(made.metric()).isEqualTo(Metric.COSINE);
        assertThat(made.similaritySearchWithScore("a", 2))
                .isSortedAccordingTo(
                        Comparator.comparingDouble(ScoredDocument::score).reversed())
                .first()
                .extracting(found -> found.document().text())
                .isEqualTo("aa");
    }

    @Property(tries = 100)
    void aFilterGivesTheNearestOfThoseItMeans(
            @ForAll @IntRange(min = 1, max = 700) int size,
            @ForAll @IntRange(min = 1, max = 40) int every,
            @ForAll Metric metric,
            @ForAll @IntRange(max = 5) int offset) {
        Random random = new Random(size);
        List<Document> documents = IntStream.range(0, size)
                .mapToObj(i -> new Document("d" + i, "t", Map.of("group", i % every)))
                .toList();
        List<float[]> vectors = documents.stream()
                .map(document -> new float[] {random.nextFloat() + 0.1f, random.nextFloat(), random.nextFloat()})
                .toList();
        InMemoryVectorStore all = InMemoryVectorStore.of(new LetterEmbeddings(), metric);
        all.put(documents, vectors);
        VectorQuery query = VectorQuery.of(new float[] {1, 0.5f, 0.2f}, 4);
        List<String> expected = all.nearest(VectorQuery.of(query.vector(), size)).stream()
                .map(ScoredDocument::document)
                .filter(document ->
                        Integer.valueOf(0).equals(document.metadata().get("group")))
                .map(document -> String.valueOf(document.id()))
                .skip(offset)
                .limit(4)
                .toList();
        assertThat(ids(all.nearest(query.where(Filter.eq("group", 0)).from(offset))))
                .isEqualTo(expected);
    }

    @Test
    void givesVectorsAndScoresOnRequest() {
        InMemoryVectorStore dots = InMemoryVectorStore.of(new LetterEmbeddings(), Metric.DOT);
        dots.put(List.of(Document.of("a"), Document.of("b")), List.of(new float[] {3, 0}, new float[] {1, 0}));
        List<ScoredDocument> found =
                dots.nearest(VectorQuery.of(new float[] {1, 0}, 9).withVectors().withMinScore(2));
        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.vector()).containsExactly(3, 0));
    }

    @Test
    void deletesWhatAFilterMeans() {
        InMemoryVectorStore dots = InMemoryVectorStore.of(new LetterEmbeddings(), Metric.DOT);
        dots.put(
                List.of(Document.of("a", Map.of("page", 1)), Document.of("b", Map.of("page", 2))),
                List.of(new float[] {3, 0}, new float[] {1, 0}));
        assertThat(dots.delete(Filter.gte("page", 2))).isEqualTo(1);
        assertThat(dots.delete(Filter.gte("page", 2))).isZero();
        assertThat(dots.nearest(new float[] {1, 0}, 9))
                .extracting(found -> found.document().text())
                .containsExactly("a");
    }
}
