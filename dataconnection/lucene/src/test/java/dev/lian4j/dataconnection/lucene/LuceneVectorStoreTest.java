package dev.lian4j.dataconnection.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.dataconnection.store.Metric;
import dev.lian4j.testing.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneVectorStoreTest {

    @TempDir
    private Path folder;

    private LuceneVectorStore open() {
        return builder().open();
    }

    private LuceneVectorStoreBuilder builder() {
        return LuceneVectorStore.builder(folder, VectorStoreContract.LETTERS).modelName("letters");
    }

    private static List<String> ids(List<ScoredDocument> found) {
        return found.stream()
                .map(scored -> String.valueOf(scored.document().id()))
                .toList();
    }

    private static void addTexts(LuceneVectorStore store, String... texts) {
        store.put(
                IntStream.range(0, texts.length)
                        .mapToObj(i -> new Document("d" + i, texts[i], Map.of("n", i)))
                        .toList(),
                IntStream.range(0, texts.length)
                        .mapToObj(i -> new float[] {1, i})
                        .toList());
    }

    @Test
    void findsWhatWasKeptByTheProcessBefore() {
        try (LuceneVectorStore store = open()) {
            addTexts(store, "甲 a", "乙 b");
        }
        try (LuceneVectorStore store = open()) {
            assertThat(store.size()).isEqualTo(2);
            assertThat(ids(store.nearest(new float[] {0, 1}, 5))).containsExactly("d1", "d0");
            assertThatThrownBy(() -> store.put(List.of(Document.of("c")), List.of(new float[] {1, 2, 3})))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("the store's have 2");
        }
    }

    @Test
    void refusesToBeAnotherStoreThanItIs() {
        open().close();
        assertRefused(builder().metric(Metric.DOT), "metric is COSINE, but DOT was asked for");
        assertRefused(builder().modelName("字母"), "embedding model is letters, but 字母");
        assertRefused(builder().analyzer(new WhitespaceAnalyzer()), "analyzer is");
        try (LuceneVectorStore store = builder().dimension(2).open()) {
            addTexts(store, "a");
        }
        assertRefused(builder().dimension(384), "dimension is 2, but 384 was asked for");
        builder().dimension(2).open().close();
        open().close();
    }

    private static void assertRefused(LuceneVectorStoreBuilder builder, String message) {
        assertThatThrownBy(builder::open).isInstanceOf(StoreException.class).hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoStoreOrOfAnotherVersion() throws IOException {
        commit(Map.of("other", "index"));
        assertRefused(builder(), "no vector store of Lian4J");
        commit(Map.of("lian4j.format", "99"));
        assertRefused(builder(), "format version is 99, but 1");
        assertThatThrownBy(() -> LuceneVectorStore.open(
                        Files.writeString(folder.resolve("file"), "x"), VectorStoreContract.LETTERS))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is a file");
    }

    private void commit(Map<String, String> data) throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()))) {
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
    }

    @Test
    void isOpenOnceOnly() {
        LuceneVectorStore first = open();
        assertRefused(builder(), "open already");
        first.close();
        first.close();
        open().close();
        assertThatThrownBy(first::size).isInstanceOf(StoreException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> first.delete(Filter.all()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void isRefusedToASecondProcess() throws Exception {
        try (LuceneVectorStore store = open()) {
            Ended other = KilledWriter.of(folder).run(Duration.ofMinutes(2));
            assertThat(other.exitCode()).isEqualTo(3);
            assertThat(String.join("\n", other.out())).contains("open already, in another process");
            assertThat(store.size()).isZero();
        }
    }

    @Test
    void reopensAtTheLastCommitHoweverOftenItIsKilled() throws Exception {
        for (int round = 0; round < 4; round++) {
            int commits = 3 + round;
            Ended killed = KilledWriter.of(folder).killAfterLines(commits);
            int committed = Integer.parseInt(killed.out().get(commits - 1));
            try (LuceneVectorStore store = open()) {
                assertThat(store.size() % KilledWriter.BATCH).isZero();
                assertThat(store.size()).isGreaterThanOrEqualTo(committed);
                assertThat(store.nearest(VectorQuery.of(new float[] {1, 1}, 100_000)))
                        .hasSize(store.size());
            }
        }
    }

    @Test
    void takesVectorsOfThreeThousandDimensions() {
        float[] wide = new float[3072];
        wide[3071] = 1;
        try (LuceneVectorStore store = open()) {
            store.put(List.of(new Document("宽", "w", Map.of())), List.of(wide));
            for (int segment = 0; segment < 15; segment++) { // so many are merged
                float[] other = new float[3072];
                other[segment] = 1;
                store.put(List.of(new Document("o" + segment, "o", Map.of())), List.of(other));
                store.commit();
            }
        }
        try (LuceneVectorStore store = builder().exactBelow(0).open()) {
            assertThat(store.size()).isEqualTo(16);
            assertThat(store.nearest(VectorQuery.of(wide, 1).withVectors())
                            .get(0)
                            .vector())
                    .isEqualTo(wide);
        }
    }

    @Test
    void findsByTheGraphNearlyAllThatComparingAllFinds() {
        Random random = new Random(5);
        for (Metric metric : Metric.values()) {
            InMemoryVectorStore exact = InMemoryVectorStore.of(VectorStoreContract.LETTERS, metric);
            try (LuceneVectorStore store = LuceneVectorStore.builder(
                            folder.resolve(metric.name()), VectorStoreContract.LETTERS)
                    .metric(metric)
                    .exactBelow(0)
                    .open()) {
                List<Document> documents = IntStream.range(0, 2000)
                        .mapToObj(i -> new Document("d" + i, "t", Map.of("even", i % 2 == 0)))
                        .toList();
                List<float[]> vectors =
                        documents.stream().map(each -> gaussian(random)).toList();
                exact.put(documents, vectors);
                store.put(documents, vectors);
                assertThat(recall(exact, store, random)).as(metric.name()).isGreaterThan(0.9);
            }
        }
    }

    @Test
    void findsAsManyAsAskedForAmongEqualVectors() {
        try (LuceneVectorStore store = builder().exactBelow(0).open()) {
            List<Document> documents = IntStream.range(0, 3000)
                    .mapToObj(i -> new Document("d" + i, "t", Map.of("n", i)))
                    .toList();
            store.put(
                    documents,
                    documents.stream().map(each -> new float[] {1, 2, 3}).toList());
            VectorQuery query = VectorQuery.of(new float[] {1, 2, 3}, 150);
            assertThat(store.nearest(query.from(100))).hasSize(150);
            assertThat(store.nearest(query.where(Filter.gte("n", 1000)))).hasSize(150);
        }
    }

    private static double recall(InMemoryVectorStore exact, LuceneVectorStore store, Random random) {
        int hits = 0;
        for (int i = 0; i < 20; i++) {
            VectorQuery query = VectorQuery.of(gaussian(random), 5).where(Filter.eq("even", i % 2 == 0));
            Set<String> found = new HashSet<>(ids(store.nearest(query)));
            assertThat(found).hasSize(5);
            found.retainAll(ids(exact.nearest(query)));
            hits += found.size();
        }
        return hits / 100.0;
    }

    private static float[] gaussian(Random random) {
        float[] vector = new float[16];
        for (int d = 0; d < vector.length; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }

    @Test
    void refusesMetadataItCouldNotGiveBack() {
        try (LuceneVectorStore store = open()) {
            Document odd = Document.of("a", Map.of("when", java.time.LocalDate.EPOCH));
            assertThatThrownBy(() -> store.addDocuments(List.of(Document.of("a"), odd)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("a java.time.LocalDate in its metadata under 'when'");
            assertThatThrownBy(() -> store.addDocuments(List.of(new Document("长".repeat(9000), "a", Map.of()))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("9000 characters");
            assertThatThrownBy(() -> store.addDocuments(List.of(Document.of("a", Map.of("k".repeat(8001), 1)))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("metadata key");
            assertThat(store.size()).isZero();
        }
    }

    @Test
    void refusesVectorsTooLargeForFloatSums() {
        try (LuceneVectorStore store = builder().metric(Metric.EUCLIDEAN).open()) {
            assertThatThrownBy(() -> store.put(List.of(Document.of("a")), List.of(new float[] {0x1p101f, 1})))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("document 1");
            store.put(List.of(Document.of("a")), List.of(new float[] {0x1p59f, -0x1p59f}));
            assertThat(store.nearest(new float[] {-0x1p59f, 0x1p59f}, 1).get(0).score())
                    .isPositive();
        }
    }

    @Test
    void findsNothingDeletedAfterASearchBetween() {
        try (LuceneVectorStore store = open()) {
            addTexts(store, "a", "b");
            assertThat(store.size()).isEqualTo(2);
            assertThat(store.delete(Filter.eq("n", 0))).isEqualTo(1);
            assertThat(ids(store.asKeywordRetriever(9).retrieve("a"))).isEmpty();
            assertThat(store.size()).isEqualTo(1);
        }
    }
}
