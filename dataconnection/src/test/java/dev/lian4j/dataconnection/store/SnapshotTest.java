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
import dev.lian4j.testing.process.Ended;
import dev.lian4j.testing.process.ProcessKiller;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

    private static final HnswOptions GRAPH =
            HnswOptions.defaults().withM(4).withEfSearch(8).withExactBelow(0);

    private final EmbeddingModel embeddings = new LetterEmbeddings();

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("仓库.vectors");
    }

    private static List<float[]> vectors(int count, int dimension, long seed) {
        Random random = new Random(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] vector = new float[dimension];
                    for (int d = 0; d < dimension; d++) {
                        vector[d] = (float) random.nextGaussian();
                    }
                    return vector;
                })
                .toList();
    }

    private static List<Document> documents(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Document("d" + i, "第 " + i + " 篇", Map.of("page", i)))
                .toList();
    }

    private InMemoryVectorStore filled(InMemoryVectorStore.Builder builder, int count) {
        InMemoryVectorStore store = builder.build();
        store.put(documents(count), vectors(count, 7, 5));
        store.delete(Filter.lt("page", count / 10));
        store.put(documents(count).subList(count / 2, count / 2 + 3), vectors(3, 7, 6));
        return store;
    }

    private static List<List<ScoredDocument>> answers(InMemoryVectorStore store) {
        return store.nearest(vectors(20, 7, 9).stream()
                .map(vector -> VectorQuery.of(vector, 5).from(1))
                .toList());
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void comesBackAsItWas(Metric metric) {
        InMemoryVectorStore store =
                filled(InMemoryVectorStore.builder(embeddings).metric(metric), 1300);
        store.saveTo(file());
        InMemoryVectorStore loaded = InMemoryVectorStore.load(file(), embeddings);
        assertThat(loaded.metric()).isEqualTo(metric);
        assertThat(loaded.size()).isEqualTo(1170);
        assertThat(answers(loaded)).isEqualTo(answers(store));
        assertThat(loaded.delete(List.of("d1", "d1299"))).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void keepsTheGraphItWasSavedWith(Metric metric) {
        InMemoryVectorStore store =
                filled(InMemoryVectorStore.builder(embeddings).metric(metric).hnsw(GRAPH), 1300);
        store.saveTo(file());
        InMemoryVectorStore loaded = InMemoryVectorStore.load(file(), embeddings);
        // An approximate search gives the same, misses too, only in the same graph.
        assertThat(answers(loaded)).isEqualTo(answers(store));
        loaded.put(List.of(new Document("new", "新", Map.of())), vectors(1, 7, 44));
        assertThat(loaded.nearest(vectors(1, 7, 44).get(0), 2000))
                .hasSize(1171)
                .anyMatch(found -> "new".equals(found.document().id()));
    }

    @Test
    void makesAGraphOfWhatWasSavedWithoutAndTheOtherWayRound() {
        InMemoryVectorStore exact = filled(InMemoryVectorStore.builder(embeddings), 600);
        exact.saveTo(file());
        InMemoryVectorStore graph = InMemoryVectorStore.builder(embeddings)
                .hnsw(GRAPH.withEfSearch(50))
                .load(file());
        graph.saveTo(file());
        InMemoryVectorStore denser = InMemoryVectorStore.builder(embeddings)
                .hnsw(GRAPH.withM(8).withEfSearch(50))
                .load(file());
        for (InMemoryVectorStore store : List.of(graph, denser)) {
            assertThat(store.size()).isEqualTo(540);
            assertThat(store.nearest(vectors(1, 7, 6).get(0), 1)
                            .get(0)
                            .document()
                            .id())
                    .isEqualTo("d300");
        }
    }

    @Test
    void savesAnEmptyStoreAndOneThatWasEmptied() {
        InMemoryVectorStore store =
                InMemoryVectorStore.builder(embeddings).hnsw(GRAPH).build();
        store.saveTo(file());
        assertThat(InMemoryVectorStore.load(file(), embeddings).size()).isZero();
        store.put(documents(2), vectors(2, 3, 1));
        store.delete(Filter.all());
        store.saveTo(file());
        InMemoryVectorStore loaded = InMemoryVectorStore.load(file(), embeddings);
        assertThat(loaded.size()).isZero();
        assertThat(loaded.nearest(new float[] {1, 2, 3}, 2)).isEmpty();
        assertThat(loaded.put(documents(1), vectors(1, 3, 1))).containsExactly("d0");
    }

    @Test
    void keepsMetadataOfEveryKind() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("z", 1);
        metadata.put("长整数", 1L << 40);
        metadata.put("small long", 7L);
        metadata.put("float", 0.1f);
        metadata.put("double", Double.NaN);
        metadata.put("yes", true);
        metadata.put("no", false);
        metadata.put("none", null);
        metadata.put("text", "退款 \u0000 😀");
        metadata.put("half a pair", "a\uD83D");
        metadata.put("big", new BigInteger("123456789012345678901234567890"));
        metadata.put("decimal", new BigDecimal("1.10"));
        metadata.put("list", Arrays.asList("一", 2, null, List.of(3.0)));
        metadata.put("map", Map.of("k", List.of("v")));
        InMemoryVectorStore store = InMemoryVectorStore.of(embeddings);
        Document document = new Document("文件\uDE00", "a \uD83D b", metadata);
        store.put(List.of(document), List.of(new float[] {1, 2}));
        store.saveTo(file());
        Document loaded = InMemoryVectorStore.load(file(), embeddings)
                .nearest(new float[] {1, 2}, 1)
                .get(0)
                .document();
        assertThat(loaded).isEqualTo(document);
        assertThat(loaded.metadata().keySet()).containsExactlyElementsOf(metadata.keySet());
    }

    @Test
    void refusesMetadataItCannotHoldAndLeavesTheOldFile() throws IOException {
        InMemoryVectorStore store = InMemoryVectorStore.of(embeddings);
        store.saveTo(file());
        byte[] before = Files.readAllBytes(file());
        store.put(List.of(new Document("doc 7", "t", Map.of("at", LocalDate.of(2026, 1, 1)))), List.of(new float[] {1, 2
        }));
        assertThatThrownBy(() -> store.saveTo(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("doc 7")
                .hasMessageContaining("java.time.LocalDate")
                .hasMessageContaining("make it a text");
        assertThat(file()).hasBinaryContent(before);
        assertThat(names()).containsExactly("仓库.vectors");
    }

    @Test
    void refusesMetadataNestedTooDeep() {
        Object nested = "x";
        for (int i = 0; i < 100; i++) {
            nested = List.of(nested);
        }
        InMemoryVectorStore store = InMemoryVectorStore.of(embeddings);
        store.put(List.of(new Document("deep", "t", Map.of("k", nested))), List.of(new float[] {1}));
        assertThatThrownBy(() -> store.saveTo(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("deeper than 64");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noticesEachByteChangedAndEachCut(boolean graph) throws IOException {
        InMemoryVectorStore.Builder builder = InMemoryVectorStore.builder(embeddings);
        filled(graph ? builder.hnsw(GRAPH) : builder, 10).saveTo(file());
        byte[] good = Files.readAllBytes(file());
        Path bad = folder.resolve("bad");
        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            assertRefused(bad, changed);
            assertRefused(bad, Arrays.copyOf(good, i));
        }
        assertRefused(bad, Arrays.copyOf(good, good.length + 1));
    }

    private void assertRefused(Path bad, byte[] bytes) throws IOException {
        Files.write(bad, bytes);
        assertThatThrownBy(() -> InMemoryVectorStore.load(bad, embeddings))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(bad + ": ");
    }

    @Test
    void saysWhereAFileIsDamaged() throws IOException {
        filled(InMemoryVectorStore.builder(embeddings), 10).saveTo(file());
        byte[] bytes = Files.readAllBytes(file());
        bytes[40] ^= 1;
        Files.write(file(), bytes);
        assertThatThrownBy(() -> InMemoryVectorStore.load(file(), embeddings))
                .hasMessageContaining("in the part at byte 12")
                .hasMessageContaining("checksum is wrong")
                .hasMessageContaining("restore it from a copy");
    }

    @Test
    void saysWhatAForeignFileIs() throws IOException {
        Files.writeString(file(), "{\"vectors\": []} and some more");
        assertThatThrownBy(() -> InMemoryVectorStore.load(file(), embeddings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no snapshot of a vector store");
        assertThatThrownBy(() -> InMemoryVectorStore.load(folder, embeddings)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> InMemoryVectorStore.load(folder.resolve("none"), embeddings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("NoSuchFile");
        ByteBuffer newer = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        Files.write(file(), newer.put(SnapshotFormat.magic()).putInt(2).array());
        assertThatThrownBy(() -> InMemoryVectorStore.load(file(), embeddings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has version 2 of the snapshot format, but this library reads 1");
    }

    @Test
    void refusesAnotherModelOrMetric() {
        InMemoryVectorStore store = InMemoryVectorStore.builder(embeddings)
                .modelName("bge-small-zh")
                .metric(Metric.DOT)
                .build();
        store.put(documents(1), vectors(1, 2, 1));
        store.saveTo(file());
        assertThatThrownBy(() -> InMemoryVectorStore.load(file(), embeddings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'bge-small-zh'")
                .hasMessageContaining("'LetterEmbeddings'");
        InMemoryVectorStore.Builder named =
                InMemoryVectorStore.builder(embeddings).modelName("bge-small-zh");
        assertThat(named.load(file()).size()).isEqualTo(1);
        assertThatThrownBy(() -> named.metric(Metric.COSINE).load(file()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("compares by DOT, but COSINE is asked for");
    }

    /** Frames with right checksums, but wrong content: what a hostile file would have. */
    @Test
    void believesNoLengthThatTheFileContradicts() throws IOException {
        assertHostile(payload -> payload.put(ValueType.LIST).put(Integer.MAX_VALUE), "only 0 bytes follow");
        assertHostile(payload -> payload.put(ValueType.TEXT).put(-5), "a length is -5");
        assertHostile(payload -> payload.put(ValueType.MAP).put(1 << 28), "a length is 268435456");
        assertHostile(payload -> payload.put(ValueType.INT).put('x'), "a value is cut");
        assertHostile(payload -> payload.put(0x63636363), "unknown type 99");
        assertHostile(payload -> new ValueWriter(payload).write(List.of("id", "text")), "is no id, text and metadata");
        assertHostile(
                payload -> {
                    for (int i = 0; i < 100_000; i++) {
                        payload.put(ValueType.LIST).put(1);
                    }
                    payload.put(ValueType.NULL);
                },
                "nested too deep");
        List<Object> twice = List.of("same", "text", Map.of());
        assertHostile(
                payload -> {
                    new ValueWriter(payload).write(twice);
                    new ValueWriter(payload).write(twice);
                },
                "the id 'same' is there twice");
    }

    private interface Filling {
        void fill(Payload payload);
    }

    private void assertHostile(Filling documents, String message) throws IOException {
        AtomicFile.replace(file(), channel -> {
            FrameWriter frames = new FrameWriter(channel);
            Payload payload = new Payload();
            frames.start();
            new ValueWriter(payload)
                    .write(new SnapshotHeader(Metric.DOT, "LetterEmbeddings", 2, 1, null, null).toMap());
            frames.frame(SnapshotFormat.HEADER, payload);
            documents.fill(payload);
            frames.frame(SnapshotFormat.DOCUMENTS, payload);
            frames.frame(SnapshotFormat.END, payload);
        });
        assertThatThrownBy(() -> InMemoryVectorStore.load(file(), embeddings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in the part at byte ")
                .hasMessageContaining(message);
    }

    @Test
    void believesNoLinkThatLeadsNowhere() throws IOException {
        assertLinks("links to row 9", 0, 1, 9);
        assertLinks("links to row -1", 0, 1, -1);
        assertLinks("is on layer 99", 99);
        assertLinks("has 1000000 links", 0, 1_000_000);
        assertLinks("not on its layer", 1, 0, 1, 1, 0, 0);
        assertLinks("links of 1 rows, not of 2", 1, 0, 0);
        assertLinks("no row of its layer", 0, 0, 0, 0);
        assertLinks("more rows than there are", 1, 0, 0, 0, 0, 0, 0);
    }

    private void assertLinks(String message, int... links) throws IOException {
        AtomicFile.replace(file(), channel -> {
            FrameWriter frames = new FrameWriter(channel);
            Payload payload = new Payload();
            frames.start();
            Graph.Entry entry = new Graph.Entry(0, 1);
            new ValueWriter(payload)
                    .write(new SnapshotHeader(Metric.DOT, "LetterEmbeddings", 1, 2, GRAPH, entry).toMap());
            frames.frame(SnapshotFormat.HEADER, payload);
            payload.put(ValueType.NULL).put(ValueType.NULL);
            frames.frame(SnapshotFormat.DOCUMENTS, payload);
            payload.put(1f).put(2f);
            frames.frame(SnapshotFormat.VECTORS, payload);
            Arrays.stream(links).forEach(payload::put);
            frames.frame(SnapshotFormat.LINKS, payload);
            frames.frame(SnapshotFormat.END, payload);
        });
        assertThatThrownBy(() -> InMemoryVectorStore.load(file(), embeddings))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(message);
    }

    @Test
    void leavesTheOldFileWhereWritingFails() throws IOException {
        filled(InMemoryVectorStore.builder(embeddings).hnsw(GRAPH), 30).saveTo(file());
        byte[] before = Files.readAllBytes(file());
        for (int failing = 0; failing < 9; failing++) {
            int allowed = failing;
            assertThatThrownBy(() -> AtomicFile.replace(file(), channel -> {
                        FrameWriter frames = new FrameWriter(channel);
                        for (int i = 0; i < allowed; i++) {
                            frames.frame(SnapshotFormat.DOCUMENTS, new Payload().put(i));
                        }
                        throw new IOException("No space left on device");
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("it is as it was before");
            assertThat(file()).hasBinaryContent(before);
        }
        assertThat(names()).containsExactly("仓库.vectors");
        Path notAFolder = file().resolve("below");
        InMemoryVectorStore store = InMemoryVectorStore.of(embeddings);
        assertThatThrownBy(() -> store.saveTo(notAFolder)).isInstanceOf(StoreException.class);
    }

    @Test
    void leavesTheOldFileWhereTheThreadIsInterrupted() throws IOException {
        InMemoryVectorStore store = filled(InMemoryVectorStore.builder(embeddings), 30);
        store.saveTo(file());
        byte[] before = Files.readAllBytes(file());
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> store.saveTo(file())).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file()).hasBinaryContent(before);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> InMemoryVectorStore.load(file(), embeddings)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void followsALinkToTheFile() throws IOException {
        Path link = folder.resolve("link");
        Files.createDirectory(folder.resolve("elsewhere"));
        Path real = folder.resolve("elsewhere").resolve("real");
        InMemoryVectorStore store = filled(InMemoryVectorStore.builder(embeddings), 10);
        store.saveTo(real);
        Files.createSymbolicLink(link, real);
        store.delete(Filter.all());
        store.saveTo(link);
        assertThat(link).isSymbolicLink();
        assertThat(InMemoryVectorStore.load(real, embeddings).size()).isZero();
    }

    @Test
    void survivesBeingKilledWhileSaving() throws Exception {
        for (int round = 0; round < 4; round++) {
            int saves = round * 3 + 1;
            Ended killed =
                    ProcessKiller.of(SavesForever.class, file().toString()).killAfterLines(saves);
            assertThat(killed.out())
                    .as(killed.err())
                    .hasSizeGreaterThanOrEqualTo(saves)
                    .containsOnly(".");
            assertThat(InMemoryVectorStore.load(file(), embeddings).size()).isEqualTo(3000);
        }
    }

    /** A process to be killed: saves a store again and again, and writes a line with a dot each time. */
    static final class SavesForever {

        private SavesForever() {}

        public static void main(String[] args) {
            InMemoryVectorStore store = InMemoryVectorStore.of(new LetterEmbeddings());
            store.put(documents(3000), vectors(3000, 64, 1));
            while (true) {
                store.saveTo(Path.of(args[0]));
                System.out.println('.');
            }
        }
    }

    @Test
    void goesOnAnsweringAndChangingWhileItIsSaved() throws Exception {
        InMemoryVectorStore store =
                filled(InMemoryVectorStore.builder(embeddings).hnsw(GRAPH), 1000);
        List<Integer> sizes = new ArrayList<>();
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 200; i++) {
                store.put(List.of(new Document("x" + i, "t", Map.of())), vectors(1, 7, i));
            }
        });
        writer.start();
        for (int i = 0; i < 10; i++) {
            store.saveTo(file());
            sizes.add(InMemoryVectorStore.load(file(), embeddings).size());
            assertThat(answers(store)).hasSize(20);
        }
        writer.join();
        assertThat(sizes).isSorted().allMatch(size -> size >= 900 && size <= 1100);
        assertThat(store.size()).isEqualTo(1100);
    }
}
