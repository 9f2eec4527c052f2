package dev.lian4j.dataconnection.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.LetterEmbeddings;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.dataconnection.store.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexerTest {

    @TempDir
    private Path folder;

    private final AtomicInteger embedded = new AtomicInteger();
    private final InMemoryVectorStore store = InMemoryVectorStore.of(
            texts -> {
                embedded.addAndGet(texts.size());
                return new LetterEmbeddings().embedDocuments(texts);
            },
            Metric.DOT);
    private final Indexer indexer =
            Indexer.of(store, new InMemoryRecordManager()).batchSize(2);

    private static Document doc(String source, String text) {
        return Document.of(text, Map.of(Metadata.SOURCE, source));
    }

    private static Stream<Document> first() {
        return Stream.of(doc("甲", "一"), doc("甲", "二"), doc("甲", "三"), doc("乙", "四"));
    }

    private List<String> texts() {
        return store.nearest(VectorQuery.of(new float[] {1, 1}, 999)).stream()
                .map(ScoredDocument::document)
                .map(Document::text)
                .sorted()
                .toList();
    }

    @Test
    void addsNothingASecondTime() {
        assertThat(indexer.index(first(), IndexMode.FULL)).isEqualTo(new IndexResult(4, 0, 0, 0));
        for (IndexMode mode : IndexMode.values()) {
            assertThat(indexer.index(first(), mode)).isEqualTo(new IndexResult(0, 0, 4, 0));
        }
        assertThat(embedded).hasValue(4);
    }

    @Test
    void replacesWhatChangedInASource() {
        indexer.index(first(), IndexMode.INCREMENTAL);
        Stream<Document> changed = Stream.of(doc("甲", "一"), doc("甲", "新"), doc("甲", "三"));
        assertThat(indexer.index(changed, IndexMode.INCREMENTAL)).isEqualTo(new IndexResult(0, 1, 2, 1));
        assertThat(texts()).containsExactlyInAnyOrder("一", "新", "三", "四");
        assertThat(embedded).hasValue(5);
    }

    @Test
    void deletesWhatIsGone() {
        indexer.index(first(), IndexMode.FULL);
        assertThat(indexer.index(Stream.of(doc("乙", "四"), doc("丙", "五")), IndexMode.FULL))
                .isEqualTo(new IndexResult(1, 0, 1, 3));
        assertThat(texts()).containsExactlyInAnyOrder("四", "五");
    }

    @Test
    void deletesNothingInModeNone() {
        indexer.index(first(), IndexMode.NONE);
        assertThat(indexer.index(Stream.of(doc("甲", "新")), IndexMode.NONE)).isEqualTo(new IndexResult(0, 1, 0, 0));
        assertThat(texts()).hasSize(5);
    }

    @Test
    void skipsWhatComesTwice() {
        Stream<Document> twice = Stream.of(doc("甲", "一"), doc("甲", "一"), doc("甲", "二"), doc("甲", "一"));
        assertThat(indexer.index(twice, IndexMode.FULL)).isEqualTo(new IndexResult(2, 0, 2, 0));
    }

    @Test
    void tellsDocumentsApartByMetadataWhateverItsOrder() {
        assertThat(DocumentHash.of(Document.of("a").with("x", 1).with("y", 2), "s"))
                .isEqualTo(DocumentHash.of(Document.of("a").with("y", 2).with("x", 1), "s"))
                .isNotEqualTo(DocumentHash.of(Document.of("a").with("x", 1L).with("y", 2), "s"))
                .isNotEqualTo(DocumentHash.of(Document.of("a").with("x", 1).with("y", 2), "t"));
        assertThat(DocumentHash.of(Document.of("a", Map.of("l", List.of("b", "c"))), ""))
                .isNotEqualTo(DocumentHash.of(Document.of("a", Map.of("l", List.of("b, c"))), ""));
    }

    @Test
    void needsSourcesToKnowWhatIsReplaced() {
        assertThatThrownBy(() -> indexer.index(Stream.of(Document.of("a")), IndexMode.INCREMENTAL))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has no source");
        assertThat(indexer.sourceBy(Document::text).index(Stream.of(Document.of("a")), IndexMode.INCREMENTAL))
                .isEqualTo(new IndexResult(1, 0, 0, 0));
    }

    @Test
    void makesGoodARunThatStoppedAnywhere() {
        List<Document> old =
                IntStream.range(0, 9).mapToObj(i -> doc("s" + i / 3, "旧" + i)).toList();
        List<Document> now = IntStream.range(0, 9)
                .mapToObj(i -> doc("s" + i / 3, i % 2 == 0 ? "旧" + i : "新" + i))
                .toList();
        for (int stop = 0; stop < 40; stop++) {
            InMemoryVectorStore target = InMemoryVectorStore.of(new LetterEmbeddings(), Metric.DOT);
            InMemoryRecordManager kept = new InMemoryRecordManager();
            Indexer.of(target, kept).index(old.stream(), IndexMode.FULL);
            Failing failing = new Failing(kept, stop / 2, stop % 2 == 0);
            try {
                Indexer.of(target, failing).batchSize(2).index(now.stream(), IndexMode.FULL);
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("stopped");
            }
            Indexer.of(target, kept).index(now.stream(), IndexMode.FULL);
            assertThat(target.nearest(VectorQuery.of(new float[] {1, 1}, 99)))
                    .extracting(found -> found.document().text())
                    .containsExactlyInAnyOrderElementsOf(
                            now.stream().map(Document::text).toList());
            assertThat(Indexer.of(target, kept).index(now.stream(), IndexMode.FULL))
                    .isEqualTo(new IndexResult(0, 0, 9, 0));
        }
    }

    /** Stops before or after a certain update. */
    private static final class Failing implements RecordManager {
        private final RecordManager kept;
        private int left;
        private final boolean before;

        Failing(RecordManager kept, int left, boolean before) {
            this.kept = kept;
            this.left = left;
            this.before = before;
        }

        @Override
        public List<IndexRecord> find(Collection<String> keys) {
            return kept.find(keys);
        }

        @Override
        public void update(Collection<IndexRecord> records, Collection<String> forgotten) {
            boolean now = left-- == 0;
            if (now && before) {
                throw new IllegalStateException("stopped");
            }
            kept.update(records, forgotten);
            if (now) {
                throw new IllegalStateException("stopped");
            }
        }

        @Override
        public Stream<IndexRecord> records() {
            return kept.records();
        }
    }

    @Test
    void remembersInAFileCutAnywhere() throws IOException {
        Path file = folder.resolve("记录.jsonl");
        List<IndexRecord> records = List.of(new IndexRecord("k1", "源 \"1\"\n", 1), new IndexRecord("k2", "", 2));
        try (FileRecordManager manager = FileRecordManager.open(file)) {
            manager.update(records, List.of());
            manager.update(List.of(new IndexRecord("k3", "s", 2)), List.of("k2"));
            assertThatThrownBy(() -> FileRecordManager.open(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("open already");
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = whole.length; length >= 0; length--) {
            Files.write(file, Arrays.copyOf(whole, length));
            long lines =
                    IntStream.range(0, length).filter(i -> whole[i] == '\n').count();
            try (FileRecordManager manager = FileRecordManager.open(file)) {
                assertThat(manager.records())
                        .hasSize((int) (lines == 4 ? 2 : lines))
                        .allMatch(record -> record.key().startsWith("k"));
                assertThat(lines < 1 || manager.find(List.of("k1")).equals(records.subList(0, 1)))
                        .isTrue();
            }
        }
    }

    @Test
    void noticesEveryFlippedByteInAWholeLine() throws IOException {
        Path file = folder.resolve("r.jsonl");
        try (FileRecordManager manager = FileRecordManager.open(file)) {
            manager.update(List.of(new IndexRecord("k1", "源", 1), new IndexRecord("k2", "s", 1)), List.of());
        }
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length - 1; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(file, flipped);
            assertThatThrownBy(() -> FileRecordManager.open(file))
                    .as("byte %d", at)
                    .isInstanceOf(StoreException.class);
        }
    }

    @Test
    void keepsTheFileShort() throws IOException {
        Path file = folder.resolve("r.jsonl");
        try (FileRecordManager manager = FileRecordManager.open(file)) {
            for (int i = 1; i <= 1200; i++) {
                manager.update(List.of(new IndexRecord("k", "s", i)), List.of());
            }
        }
        FileRecordManager.open(file).close();
        assertThat(Files.readAllLines(file)).hasSize(1);
        try (FileRecordManager manager = FileRecordManager.open(file)) {
            manager.update(List.of(new IndexRecord("n", "s", 1)), List.of());
        }
        try (FileRecordManager manager = FileRecordManager.open(file)) {
            assertThat(manager.records())
                    .containsExactlyInAnyOrder(new IndexRecord("k", "s", 1200), new IndexRecord("n", "s", 1));
        }
    }
}
