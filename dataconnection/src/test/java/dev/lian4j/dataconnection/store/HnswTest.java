package dev.lian4j.dataconnection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.LetterEmbeddings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HnswTest {

    private static final int COUNT = 6000;
    private static final int DIMENSION = 24;
    private static final HnswOptions ALWAYS = HnswOptions.defaults().withExactBelow(0);

    private static final EmbeddingModel EMBEDDINGS = new LetterEmbeddings();

    private static InMemoryVectorStore graph(Metric metric, HnswOptions options, int threads) {
        return InMemoryVectorStore.builder(EMBEDDINGS)
                .metric(metric)
                .hnsw(options)
                .threads(threads)
                .build();
    }

    private static List<Document> documents(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Document("文" + i, "第 " + i, Map.of("n", i, "group", i % 10)))
                .toList();
    }

    private static float[] random(Random random) {
        float[] vector = new float[DIMENSION];
        for (int d = 0; d < DIMENSION; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static List<float[]> randoms(int count, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count).mapToObj(i -> random(random)).toList();
    }

    /** Around 60 centres that are far apart, as embeddings of a few subjects are. Neighbours come one after another. */
    private static List<float[]> clustered(int count, long seed) {
        Random random = new Random(seed);
        List<float[]> centres = randoms(60, 77);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] vector = centres.get(i * centres.size() / count).clone();
                    float[] noise = random(random);
                    for (int d = 0; d < DIMENSION; d++) {
                        vector[d] = 4 * vector[d] + 0.3f * noise[d];
                    }
                    return vector;
                })
                .toList();
    }

    private static Set<String> ids(List<ScoredDocument> found) {
        Set<String> ids = new HashSet<>();
        found.forEach(each -> ids.add(String.valueOf(each.document().id())));
        return ids;
    }

    /** Which part of what exact search finds the other store finds too. */
    private static double recall(InMemoryVectorStore exact, InMemoryVectorStore tested, List<VectorQuery> queries) {
        List<List<ScoredDocument>> right = exact.nearest(queries);
        List<List<ScoredDocument>> found = tested.nearest(queries);
        int hits = 0;
        int all = 0;
        for (int i = 0; i < queries.size(); i++) {
            Set<String> wanted = ids(right.get(i));
            all += wanted.size();
            wanted.retainAll(ids(found.get(i)));
            hits += wanted.size();
        }
        return (double) hits / all;
    }

    private static List<VectorQuery> queries(List<float[]> vectors, Filter filter) {
        return vectors.stream()
                .map(vector -> VectorQuery.of(vector, 10).where(filter))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "COSINE, false, 1", "COSINE, false, 2", "COSINE, true, 2",
        "EUCLIDEAN, false, 2", "EUCLIDEAN, true, 1", "EUCLIDEAN, true, 2",
        "DOT, false, 2", "DOT, true, 2"
    })
    void findsNearlyAllOfTheNearest(Metric metric, boolean clusters, int threads) {
        List<float[]> vectors = clusters ? clustered(COUNT, 1) : randoms(COUNT, 1);
        List<float[]> asked = clusters ? clustered(200, 2) : randoms(200, 2);
        InMemoryVectorStore exact = InMemoryVectorStore.of(EMBEDDINGS, metric);
        InMemoryVectorStore tested = graph(metric, ALWAYS, threads);
        exact.put(documents(0, COUNT), vectors);
        tested.put(documents(0, COUNT), vectors);
        assertThat(recall(exact, tested, queries(asked, Filter.all()))).isGreaterThan(0.93);
        InMemoryVectorStore coarse = graph(metric, ALWAYS.withEfSearch(10).withM(4), threads);
        coarse.put(documents(0, COUNT), vectors);
        // It really is the graph that was asked.
        assertThat(recall(exact, coarse, queries(asked, Filter.all()))).isLessThan(0.99);
    }

    @Test
    void givesTheScoresOfExactSearch() {
        for (Metric metric : Metric.values()) {
            InMemoryVectorStore exact = InMemoryVectorStore.of(EMBEDDINGS, metric);
            InMemoryVectorStore tested = graph(metric, ALWAYS, 1);
            exact.put(documents(0, 2000), randoms(2000, 1));
            tested.put(documents(0, 2000), randoms(2000, 1));
            float[] query = randoms(1, 3).get(0);
            List<ScoredDocument> right = exact.nearest(query, 1);
            List<ScoredDocument> found = tested.nearest(query, 1);
            assertThat(found.get(0).document()).isEqualTo(right.get(0).document());
            assertThat(found.get(0).score()).isCloseTo(right.get(0).score(), org.assertj.core.data.Offset.offset(1e-4));
        }
    }

    @Test
    void isExactWhereFewMayBeFound() {
        List<float[]> vectors = clustered(3000, 1);
        InMemoryVectorStore exact = InMemoryVectorStore.of(EMBEDDINGS);
        InMemoryVectorStore poor = graph(Metric.COSINE, new HnswOptions(2, 2, 1, 0), 2);
        exact.put(documents(0, 3000), vectors);
        poor.put(documents(0, 3000), vectors);
        List<float[]> asked = clustered(50, 2);
        assertThat(recall(exact, poor, queries(asked, Filter.all()))).isLessThan(0.9);
        assertThat(recall(exact, poor, queries(asked, Filter.eq("group", 3)))).isEqualTo(1);
        InMemoryVectorStore small = graph(Metric.COSINE, new HnswOptions(2, 2, 1, 3000), 2);
        small.put(documents(0, 3000), vectors);
        assertThat(recall(exact, small, queries(asked, Filter.all()))).isEqualTo(1);
    }

    @Test
    void givesAsManyAsTheFilterLeaves() {
        List<float[]> vectors = randoms(COUNT, 1);
        InMemoryVectorStore exact = InMemoryVectorStore.of(EMBEDDINGS);
        InMemoryVectorStore tested = graph(Metric.COSINE, ALWAYS, 2);
        exact.put(documents(0, COUNT), vectors);
        tested.put(documents(0, COUNT), vectors);
        Filter half = Filter.in("group", 1, 3, 5, 7);
        assertThat(recall(exact, tested, queries(randoms(100, 2), half))).isGreaterThan(0.93);
        assertThat(tested.nearest(VectorQuery.of(vectors.get(0), COUNT).where(half)))
                .hasSize(COUNT * 4 / 10);
        assertThat(tested.nearest(VectorQuery.of(vectors.get(0), 10).where(Filter.eq("group", 99))))
                .isEmpty();
    }

    @Test
    void forgetsWhatWasDeletedAndStaysGood() {
        List<float[]> vectors = randoms(COUNT, 1);
        InMemoryVectorStore exact = InMemoryVectorStore.of(EMBEDDINGS);
        InMemoryVectorStore tested = graph(Metric.COSINE, ALWAYS, 2);
        for (InMemoryVectorStore store : List.of(exact, tested)) {
            store.put(documents(0, COUNT), vectors);
            assertThat(store.delete(Filter.lt("n", 1500))).isEqualTo(1500);
        }
        List<float[]> asked = randoms(100, 2);
        assertThat(recall(exact, tested, queries(asked, Filter.all()))).isGreaterThan(0.93);
        // Enough of them to have the graph made anew.
        for (InMemoryVectorStore store : List.of(exact, tested)) {
            assertThat(store.delete(Filter.lt("n", 4000))).isEqualTo(2500);
            assertThat(store.size()).isEqualTo(2000);
            store.put(documents(0, 500), vectors.subList(0, 500));
        }
        assertThat(recall(exact, tested, queries(asked, Filter.all()))).isGreaterThan(0.93);
        assertThat(tested.delete(Filter.all())).isEqualTo(2500);
        assertThat(tested.nearest(asked.get(0), 3)).isEmpty();
        tested.put(documents(7, 8), vectors.subList(7, 8));
        assertThat(tested.nearest(asked.get(0), 3)).hasSize(1);
    }

    @Test
    void findsAReplacedDocumentAtItsNewPlaceOnly() {
        InMemoryVectorStore tested = graph(Metric.COSINE, ALWAYS, 2);
        List<float[]> vectors = randoms(3000, 1);
        tested.put(documents(0, 3000), vectors);
        float[] elsewhere = randoms(1, 9).get(0);
        tested.put(List.of(new Document("文5", "moved", Map.of())), List.of(elsewhere));
        assertThat(tested.size()).isEqualTo(3000);
        assertThat(tested.nearest(elsewhere, 1).get(0).document().text()).isEqualTo("moved");
        assertThat(ids(tested.nearest(vectors.get(5), 20))).doesNotContain("文5");
    }

    @Property(tries = 40)
    void staysRightThroughAnyChanges(
            @ForAll Metric metric, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4000) int operations) {
        Random random = new Random(seed);
        InMemoryVectorStore tested = graph(metric, new HnswOptions(3, 8, 4, 20), 2);
        Set<String> there = new HashSet<>();
        for (int i = 0; i < operations; i++) {
            int n = random.nextInt(operations);
            if (random.nextInt(3) == 0) {
                assertThat(tested.delete(List.of("文" + n))).isEqualTo(there.remove("文" + n) ? 1 : 0);
            } else {
                there.add(
                        tested.put(documents(n, n + 1), List.of(random(random))).get(0));
            }
        }
        assertThat(tested.size()).isEqualTo(there.size());
        List<ScoredDocument> found = tested.nearest(random(random), 10);
        assertThat(there).containsAll(ids(found));
        assertThat(ids(found)).hasSize(found.size());
        assertThat(ids(tested.nearest(random(random), operations))).isEqualTo(there);
    }

    @Test
    void answersWhileItGrows() throws Exception {
        List<float[]> vectors = randoms(COUNT, 1);
        InMemoryVectorStore tested = graph(Metric.COSINE, ALWAYS, 2);
        tested.put(documents(0, 500), vectors.subList(0, 500));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<?> writer = threads.submit(() -> {
                for (int from = 500; from < COUNT; from += 500) {
                    tested.put(documents(from, from + 500), vectors.subList(from, from + 500));
                    tested.delete(List.of("文" + (from + 1), "文" + (from + 2)));
                }
            });
            List<Future<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < 2; reader++) {
                readers.add(threads.submit(() -> {
                    int missed = 0;
                    int asked = 0;
                    while (!writer.isDone() || asked < 500) {
                        int n = asked++ % 500;
                        missed += ids(tested.nearest(vectors.get(n), 1)).contains("文" + n) ? 0 : 1;
                    }
                    return missed * 100 / asked;
                }));
            }
            writer.get();
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isLessThan(3);
            }
            InMemoryVectorStore exact = InMemoryVectorStore.of(EMBEDDINGS);
            exact.put(documents(0, COUNT), vectors);
            exact.delete(IntStream.range(1, COUNT / 500)
                    .boxed()
                    .flatMap(i -> IntStream.of(500 * i + 1, 500 * i + 2).mapToObj(n -> "文" + n))
                    .toList());
            assertThat(tested.size()).isEqualTo(exact.size());
            assertThat(recall(exact, tested, queries(randoms(100, 2), Filter.all())))
                    .isGreaterThan(0.93);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void addsNothingWhereTheThreadIsInterrupted() {
        InMemoryVectorStore tested = graph(Metric.COSINE, ALWAYS, 2);
        List<float[]> vectors = randoms(2000, 1);
        tested.put(documents(0, 1000), vectors.subList(0, 1000));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tested.put(documents(1000, 2000), vectors.subList(1000, 2000)))
                .isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tested.size()).isEqualTo(1000);
        tested.put(documents(1000, 2000), vectors.subList(1000, 2000));
        assertThat(tested.size()).isEqualTo(2000);
        assertThat(tested.nearest(vectors.get(1500), 1).get(0).document().id()).isEqualTo("文1500");
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void ranksVectorsTooLargeForFloatSums(Metric metric) {
        InMemoryVectorStore large = graph(metric, ALWAYS.withEfSearch(4), 1);
        List<float[]> vectors = randoms(400, 1).stream()
                .map(vector -> {
                    float[] huge = vector.clone();
                    for (int d = 0; d < huge.length; d++) {
                        huge[d] *= 1e30f;
                    }
                    return huge;
                })
                .toList();
        large.put(documents(0, 400), vectors);
        List<ScoredDocument> found = large.nearest(vectors.get(3), 5);
        assertThat(found).hasSize(5).allMatch(scored -> Double.isFinite(scored.score()));
    }

    @Test
    void findsAmongEqualVectors() {
        InMemoryVectorStore same = graph(Metric.EUCLIDEAN, ALWAYS.withM(4), 2);
        same.put(
                documents(0, 2000),
                IntStream.range(0, 2000).mapToObj(i -> new float[] {1, 1}).toList());
        assertThat(same.nearest(new float[] {1, 1}, 10)).hasSize(10).allMatch(scored -> scored.score() == 1.0);
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertThatThrownBy(() -> HnswOptions.defaults().withM(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("m must be between 2 and 128, was 1");
        assertThatThrownBy(() -> HnswOptions.defaults().withEfConstruction(3))
                .hasMessageContaining("efConstruction must be between 16");
        assertThatThrownBy(() -> HnswOptions.defaults().withEfSearch(0)).hasMessageContaining("efSearch");
        assertThatThrownBy(() -> HnswOptions.defaults().withExactBelow(-1)).hasMessageContaining("exactBelow");
        assertThatThrownBy(() -> InMemoryVectorStore.builder(EMBEDDINGS).threads(0))
                .hasMessageContaining("threads must be at least 1");
    }

    @Test
    void refusesVectorsItCannotCompare() {
        InMemoryVectorStore tested = graph(Metric.COSINE, ALWAYS, 1);
        tested.put(documents(0, 1), List.of(new float[] {1, 0}));
        assertThatThrownBy(() -> tested.put(documents(1, 2), List.of(new float[] {1})))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> tested.put(documents(1, 2), List.of(new float[] {Float.NaN, 1})))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> tested.nearest(new float[] {1}, 1)).isInstanceOf(StoreException.class);
    }
}
