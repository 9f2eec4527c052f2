package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import dev.lian4j.testing.process.ProcessKiller;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A process that adds and commits until it is killed, telling after each commit how many documents there are. */
final class KilledWriter {

    static final int BATCH = 50;

    private KilledWriter() {}

    static ProcessKiller of(Path folder) {
        return ProcessKiller.of(KilledWriter.class, folder.toString()).options("-Xmx128m");
    }

    /** Runs until killed; ends with 3 where the store cannot be opened. */
    @SuppressWarnings("SystemOut") // the test reads it
    public static void main(String[] args) {
        try (LuceneVectorStore store = LuceneVectorStore.builder(Path.of(args[0]), VectorStoreContract.LETTERS)
                .modelName("letters")
                .open()) {
            while (!Thread.currentThread().isInterrupted()) {
                List<Document> batch = IntStream.range(0, BATCH)
                        .mapToObj(i -> new Document(UUID.randomUUID().toString(), "文 a", Map.of("i", i)))
                        .toList();
                store.addDocuments(batch);
                store.commit();
                System.out.println(store.size());
            }
        } catch (StoreException e) {
            System.out.println(e.getMessage());
            System.exit(3);
        }
    }
}
