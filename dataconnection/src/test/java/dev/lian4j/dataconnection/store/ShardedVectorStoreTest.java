package dev.lian4j.dataconnection.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShardedVectorStoreTest extends VectorStoreContract {

    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);

    @AfterAll
    static void end() {
        THREADS.shutdownNow();
    }

    private static List<InMemoryVectorStore> shards(int count, Metric metric) {
        return Stream.generate(() -> InMemoryVectorStore.of(LETTERS, metric))
                .limit(count)
                .toList();
    }

    @Override
    protected VectorStore empty(Metric metric) {
        return ShardedVectorStore.of(shards(3, metric), metric, THREADS);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void findsExactlyWhatOneStoreFinds(Metric metric) {
        Random random = new Random(3);
        List<Document> documents = IntStream.range(0, 500)
                .mapToObj(i -> new Document("文档" + i, "text " + i, Map.of("page", i)))
                .toList();
        List<float[]> vectors = Stream.generate(() -> vector(random)).limit(500).toList();
        InMemoryVectorStore one = InMemoryVectorStore.of(LETTERS, metric);
        one.put(documents, vectors);
        List<InMemoryVectorStore> shards = shards(4, metric);
        ShardedVectorStore sharded = ShardedVectorStore.of(shards, metric);
        sharded.put(documents, vectors);
        for (int i = 0; i < 30; i++) {
            VectorQuery query = VectorQuery.of(vector(random), 1 + random.nextInt(40))
                    .from(random.nextInt(30))
                    .where(Filter.lt("page", random.nextInt(500)))
                    .withMinScore(random.nextDouble() - 0.5);
            assertThat(sharded.nearest(query)).isEqualTo(one.nearest(query));
        }
        assertThat(shards).allSatisfy(shard -> assertThat(found(shard)).hasSizeBetween(60, 190));
        assertThat(sharded.delete(Filter.lt("page", 100))).isEqualTo(100);
        assertThat(found(sharded)).hasSize(400);
    }

    private static float[] vector(Random random) {
        float[] vector = new float[16];
        IntStream.range(0, vector.length).forEach(d -> vector[d] = (float) random.nextGaussian());
        return vector;
    }

    private static List<ScoredDocument> found(VectorStore store) {
        return store.nearest(vector(new Random(1)), 1000);
    }

    @Test
    void refusesTheWholeOfWhatOneShardWouldRefuse() {
        List<InMemoryVectorStore> shards = shards(3, Metric.COSINE);
        ShardedVectorStore store = ShardedVectorStore.of(shards, Metric.COSINE);
        List<Document> documents = Collections.nCopies(20, Document.of("a"));
        for (float[] wrong : List.of(new float[] {1, Float.NaN, 1}, new float[] {1, 2})) {
            List<float[]> vectors = IntStream.range(0, 20)
                    .mapToObj(i -> i == 19 ? wrong : new float[] {1, 2, 3})
                    .toList();
            assertThatThrownBy(() -> store.put(documents, vectors))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("document 20");
            assertThat(store.nearest(new float[] {1, 2, 3}, 9)).isEmpty();
        }
        assertThatThrownBy(() -> store.put(documents, List.of())).isInstanceOf(StoreException.class);
    }

    @Test
    void putsADocumentIntoTheSameShardAlways() {
        assertThat(IntStream.range(0, 8).map(i -> ShardedVectorStore.shardOf("doc " + i, 4)))
                .containsExactly(1, 0, 2, 3, 3, 2, 0, 1);
        assertThatThrownBy(() -> ShardedVectorStore.of(List.of(), Metric.DOT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aShardThatFailsFailsTheSearch() {
        InMemoryVectorStore good = InMemoryVectorStore.of(LETTERS);
        good.put(List.of(Document.of("a")), List.of(new float[] {1, 2}));
        InMemoryVectorStore other = InMemoryVectorStore.of(LETTERS);
        other.put(List.of(Document.of("a")), List.of(new float[] {1, 2, 3}));
        ShardedVectorStore store = ShardedVectorStore.of(List.of(good, other), Metric.COSINE, THREADS);
        assertThatThrownBy(() -> store.nearest(new float[] {1, 2}, 1)).isInstanceOf(StoreException.class);
    }
}
