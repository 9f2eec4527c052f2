package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A process that adds and commits until it is killed, telling after each commit how many documents there are. */
final class KilledWriter {

    static final int BATCH = 50;

    private KilledWriter() {}

    static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Dfile.encoding=UTF-8",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The last count told, once so many commits have been. */
    static int committed(Process writer, int commits) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8));
        String last = "";
        for (int i = 0; i < commits; i++) {
            last = String.valueOf(lines.readLine());
        }
        return Integer.parseInt(last);
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
