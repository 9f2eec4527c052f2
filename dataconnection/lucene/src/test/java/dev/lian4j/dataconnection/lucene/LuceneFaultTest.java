package dev.lian4j.dataconnection.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneFaultTest {

    @TempDir
    private Path folder;

    private static LuceneVectorStoreBuilder builder(Path path) {
        return LuceneVectorStore.builder(path, VectorStoreContract.LETTERS).modelName("letters");
    }

    private static List<Document> documents(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> new Document("d" + i, "文本 a " + i, Map.of("页", i)))
                .toList();
    }

    private static Set<String> ids(LuceneVectorStore store) {
        return store.nearest(new float[] {1, 0}, 1000).stream()
                .map(found -> String.valueOf(found.document().id()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Changes and commits; tells after each commit what is there. */
    private static void work(LuceneVectorStore store, AtomicReference<Set<String>> committed) {
        store.addDocuments(documents(0, 6));
        store.commit();
        committed.set(Set.of("d0", "d1", "d2", "d3", "d4", "d5"));
        store.addDocuments(documents(4, 8));
        assertThat(store.delete(Filter.lt("页", 4))).isEqualTo(4);
        store.commit();
        committed.set(Set.of("d4", "d5", "d6", "d7"));
    }

    @Test
    void hasAStateThatWasCommittedWhereverTheDiskFails() throws IOException {
        int fault = 0;
        boolean failed = true;
        while (failed) {
            failed = failsAt(fault);
            fault += 13; // each of some 600 operations would take half a minute
        }
        assertThat(fault).isGreaterThan(300);
    }

    private boolean failsAt(int operations) throws IOException {
        Path path = folder.resolve("fault" + operations);
        AtomicReference<FaultyDisk> disk = new AtomicReference<>();
        AtomicReference<Set<String>> committed = new AtomicReference<>(Set.of());
        boolean failed = false;
        try (LuceneVectorStore store = builder(path)
                .disk(real -> {
                    disk.set(new FaultyDisk(real, operations));
                    return disk.get();
                })
                .open()) {
            failed = endsAtAFault(store, committed);
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(FaultyDisk.MESSAGE);
            failed = true;
        }
        disk.get().crash(path);
        try (LuceneVectorStore store = builder(path).open()) {
            assertThat(ids(store))
                    .as("fault " + operations)
                    .isIn(Set.of(), Set.of("d0", "d1", "d2", "d3", "d4", "d5"), Set.of("d4", "d5", "d6", "d7"));
            assertThat(isNoOlder(ids(store), committed.get()))
                    .as("fault " + operations)
                    .isTrue();
        }
        return failed;
    }

    private static boolean isNoOlder(Set<String> found, Set<String> committed) {
        return committed.isEmpty() || found.equals(committed) || found.equals(Set.of("d4", "d5", "d6", "d7"));
    }

    private static boolean endsAtAFault(LuceneVectorStore store, AtomicReference<Set<String>> committed) {
        try {
            work(store, committed);
            return false;
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(FaultyDisk.MESSAGE).hasMessageContaining("what was committed last");
            assertThatThrownBy(() -> store.addDocuments(documents(9, 10)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(FaultyDisk.MESSAGE);
            assertThatThrownBy(store::commit).isInstanceOf(StoreException.class);
            return true;
        }
    }

    @Test
    void saysOfEveryDamageThatItIsDamage() throws IOException {
        Path whole = folder.resolve("whole");
        try (LuceneVectorStore store = builder(whole).open()) {
            work(store, new AtomicReference<>());
        }
        List<Path> files;
        try (var all = Files.list(whole)) {
            files = all.filter(file -> !file.endsWith("write.lock")).sorted().toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at += Math.max(1, bytes.length / 40)) {
                checkFlipped(file, bytes, at);
                Files.write(file, Arrays.copyOf(bytes, at));
                refused(file, "cut at " + at);
            }
            Files.delete(file);
            refused(file, "deleted");
            Files.write(file, bytes);
        }
        builder(whole).open().close();
    }

    private static void checkFlipped(Path file, byte[] bytes, int at) throws IOException {
        byte[] flipped = bytes.clone();
        flipped[at] ^= 0x10;
        Files.write(file, flipped);
        refused(file, "flipped at " + at);
    }

    private static void refused(Path file, String how) {
        Path path = file.resolveSibling("");
        assertThatThrownBy(() -> builder(path).open().close())
                .as("%s %s", file.getFileName(), how)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("whole");
    }

    @Test
    void doesNotReadTheWholeStoreWhereToldNotTo() {
        try (LuceneVectorStore store = builder(folder).open()) {
            work(store, new AtomicReference<>());
        }
        try (LuceneVectorStore store = builder(folder).verify(false).open()) {
            assertThat(store.size()).isEqualTo(4);
        }
    }

    @Test
    void outlastsInterruptsOfWhoeverUsesIt() throws Exception {
        LuceneVectorStore store = builder(folder).open();
        AtomicReference<Integer> stored = new AtomicReference<>(0);
        CountDownLatch done = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            for (int i = 0; i < 150; i++) {
                try {
                    store.addDocuments(documents(i, i + 1));
                    stored.set(stored.get() + 1);
                    store.size();
                } catch (CancelledException e) {
                    assertThat(Thread.interrupted()).isTrue();
                }
            }
            done.countDown();
        });
        worker.start();
        while (done.getCount() > 0) {
            worker.interrupt();
            Thread.onSpinWait();
        }
        worker.join();
        assertThat(store.size()).isEqualTo(stored.get());
        store.close();
        try (LuceneVectorStore again = builder(folder).open()) {
            assertThat(again.size()).isEqualTo(stored.get());
        }
    }

    @Test
    void searchesAndClosesInAnInterruptedThreadButChangesNothing() {
        try (LuceneVectorStore store = builder(folder).open()) {
            store.addDocuments(documents(0, 3));
            Thread.currentThread().interrupt();
            assertThat(store.size()).isEqualTo(3);
            assertThatThrownBy(() -> store.addDocuments(documents(3, 4))).isInstanceOf(CancelledException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }
        assertThat(Thread.interrupted()).isTrue();
        try (LuceneVectorStore store = builder(folder).open()) {
            assertThat(ids(store)).containsExactly("d0", "d1", "d2");
        }
    }

    @Test
    void storesNothingOfAPutThatCannotBeIndexed() {
        try (LuceneVectorStore store =
                builder(folder).analyzer(new KeywordAnalyzer()).open()) {
            store.addDocuments(documents(0, 2));
            List<Document> halfGood = List.of(
                    new Document("d0", "a new", Map.of()),
                    Document.of("a fresh"),
                    new Document("d5", "a" + "长".repeat(20_000), Map.of()));
            assertThatThrownBy(() -> store.addDocuments(halfGood))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("none was stored");
            assertThat(store.nearest(new float[] {1, 0}, 9))
                    .extracting(ScoredDocument::document)
                    .containsExactlyInAnyOrderElementsOf(documents(0, 2));
            store.addDocuments(documents(1, 3));
            assertThat(ids(store)).containsExactly("d0", "d1", "d2");
        }
    }
}
