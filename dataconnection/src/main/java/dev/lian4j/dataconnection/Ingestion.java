package dev.lian4j.dataconnection;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.CancelledException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Loads, splits, embeds and stores documents in batches, so that memory holds one batch however large the source:
 * {@code Ingestion.from(loader).split(splitter).into(store)}. Immutable; nothing happens before {@link #into}.
 */
public final class Ingestion {

    private final DocumentLoader loader;
    private final List<DocumentTransformer> transformers;
    private final int batchSize;
    private final Consumer<Ingested> progress;

    private Ingestion(
            DocumentLoader loader, List<DocumentTransformer> transformers, int batchSize, Consumer<Ingested> progress) {
        this.loader = loader;
        this.transformers = transformers;
        this.batchSize = batchSize;
        this.progress = progress;
    }

    /** Starts at a source; 64 chunks a batch. */
    public static Ingestion from(DocumentLoader loader) {
        return new Ingestion(loader, List.of(), 64, counts -> {});
    }

    /** Sends the documents through a splitter, or another transformer, after those named before. */
    public Ingestion split(DocumentTransformer transformer) {
        List<DocumentTransformer> more = new ArrayList<>(transformers);
        more.add(transformer);
        return new Ingestion(loader, List.copyOf(more), batchSize, progress);
    }

    /** How many chunks are embedded and stored at once; 64 by default. */
    public Ingestion batchSize(int newBatchSize) {
        if (newBatchSize < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1, was " + newBatchSize);
        }
        return new Ingestion(loader, transformers, newBatchSize, progress);
    }

    /** Who is told the counts so far after each batch, on the thread that ingests. */
    public Ingestion onProgress(Consumer<Ingested> listener) {
        return new Ingestion(loader, transformers, batchSize, listener);
    }

    /**
     * Does it, and waits. Blank chunks are left out. Batches stored before an error stay stored.
     *
     * @throws dev.lian4j.core.error.LianException the error of the loader, the embedding model or the store
     * @throws CancelledException if the thread is interrupted; looked at before each batch
     */
    public Ingested into(VectorStore store) {
        Counter counter = new Counter();
        try (Stream<Document> chunks = chunks(counter)) {
            Iterator<Document> source = chunks.iterator();
            List<Document> batch = next(source);
            while (!batch.isEmpty()) {
                checkInterrupt();
                store.addDocuments(batch);
                counter.chunks += batch.size();
                progress.accept(counter.now());
                batch = next(source);
            }
        }
        return counter.now();
    }

    private Stream<Document> chunks(Counter counter) {
        Stream<Document> stream = loader.load().peek(document -> counter.documents++);
        for (DocumentTransformer transformer : transformers) {
            stream = transformer.transform(stream);
        }
        return stream.filter(chunk -> !chunk.text().isBlank());
    }

    private List<Document> next(Iterator<Document> source) {
        List<Document> batch = new ArrayList<>();
        while (batch.size() < batchSize && source.hasNext()) {
            batch.add(source.next());
        }
        return batch;
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw CancelledException.interrupted("ingesting documents");
        }
    }

    /**
     * How much has been ingested.
     *
     * @param documents the documents loaded
     * @param chunks the chunks embedded and stored
     */
    public record Ingested(long documents, long chunks) {}

    private static final class Counter {
        private long documents;
        private long chunks;

        Ingested now() {
            return new Ingested(documents, chunks);
        }
    }
}
