package dev.lian4j.dataconnection.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.dataconnection.store.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
    void saysThatADamagedIndexIsDamaged() throws IOException {
        open().close();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("segments_"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        assertRefused(builder(), "cannot be opened as a store");
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
            Process other = KilledWriter.start(folder);
            String said = new String(other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(other.waitFor()).isEqualTo(3);
            assertThat(said).contains("open already, in another process");
            assertThat(store.size()).isZero();
        }
    }

    @Test
    void reopensAtTheLastCommitHoweverOftenItIsKilled() throws Exception {
        for (int round = 0; round < 4; round++) {
            Process writer = KilledWriter.start(folder);
            int committed = KilledWriter.committed(writer, 3 + round);
            writer.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
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
        }
        try (LuceneVectorStore store = open()) {
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
    void findsByWordsInChineseAndEnglish() {
        try (LuceneVectorStore store = open()) {
            addTexts(store, "如何申请退款？", "我們申請了退款", "南京市长江大桥", "A refund POLICY, ＦＵＬＬ width", "résumé");
            assertThat(words(store, "退款")).containsExactlyInAnyOrder("d0", "d1");
            assertThat(words(store, "申請")).containsExactly("d1");
            assertThat(words(store, "长江")).containsExactly("d2");
            assertThat(words(store, "full policy")).containsExactly("d3");
            assertThat(words(store, "RÉSUMÉ")).containsExactly("d4");
            assertThat(words(store, "text:* OR \"[ AND (")).isEmpty();
            assertThat(words(store, "")).isEmpty();
            assertThat(words(
                            store,
                            "退款 ".repeat(3000)
                                    + IntStream.range(0, 3000).boxed().toList()))
                    .containsExactlyInAnyOrder("d0", "d1");
            assertThat(ids(Bm25Retriever.of(store, 9).where(Filter.gt("n", 0)).retrieve("退款")))
                    .containsExactly("d1");
        }
    }

    private static List<String> words(LuceneVectorStore store, String question) {
        return ids(Bm25Retriever.of(store, 9).retrieve(question));
    }

    @Test
    void joinsWhatIsNearAndWhatHasTheWords() {
        try (LuceneVectorStore store = open()) {
            addTexts(store, "a 无关", "aab", "ab 退款", "bbbbb 退款");
            Retriever hybrid = HybridRetriever.of(store, 3);
            assertThat(ids(hybrid.retrieve("a 退款"))).hasSize(3).contains("d0", "d2");
            HybridRetriever onlyWords = HybridRetriever.of(store, 1).joinedBy(Fusion.weightedScores(0, 1));
            assertThat(ids(onlyWords.retrieve("bbbbb"))).containsExactly("d3");
            HybridRetriever onlyNear = HybridRetriever.of(store, 1).joinedBy(Fusion.reciprocalRank(1, 0));
            assertThat(ids(onlyNear.retrieve("a 退款"))).containsExactly("d0");
            assertThat(ids(hybrid.invoke("没有 b"))).hasSize(3);
            assertThat(ids(HybridRetriever.of(store, 9).where(Filter.eq("n", 2)).retrieve("a 退款")))
                    .containsExactly("d2");
        }
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
            assertThat(words(store, "a")).isEmpty();
            assertThat(store.size()).isEqualTo(1);
        }
    }
}
