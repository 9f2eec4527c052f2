package dev.lian4j.dataconnection.index;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.document.VectorStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps a store in step with its sources: documents that are there already are not embedded again, changed ones are
 * replaced, and those that are gone are deleted. Documents are stored under a hash of their text, metadata and source,
 * whatever id they have. A run that fails or is killed is made good by the next: a batch is stored, flushed where the
 * store is {@link java.io.Flushable}, and only then recorded; nothing is deleted before everything has been stored.
 * Memory holds one batch and the keys of what is to be deleted. Immutable; one run at a time for a store. As LangChain's
 * indexing API.
 */
public final class Indexer {

    private static final int BATCH = 64;

    private final VectorStore store;
    private final RecordManager records;
    private final int batchSize;
    private final Function<Document, String> source;
    private final Predicate<String> kept;

    private Indexer(
            VectorStore store,
            RecordManager records,
            int batchSize,
            Function<Document, String> source,
            Predicate<String> kept) {
        this.store = store;
        this.records = records;
        this.batchSize = batchSize;
        this.source = source;
        this.kept = kept;
    }

    /** Keeps this store in step, remembering what it has there; 64 documents a batch, sources by the metadata {@code source}. */
    public static Indexer of(VectorStore store, RecordManager records) {
        return new Indexer(
                store,
                records,
                BATCH,
                document -> String.valueOf(document.metadata().getOrDefault(Metadata.SOURCE, "")),
                from -> false);
    }

    /** How many documents are embedded and stored at once; 64 by default. */
    public Indexer batchSize(int newBatchSize) {
        if (newBatchSize < 1) {
            throw new IllegalArgumentException("batchSize must be at least 1, was " + newBatchSize);
        }
        return new Indexer(store, records, newBatchSize, source, kept);
    }

    /** What tells a document's source; empty for none. */
    public Indexer sourceBy(Function<Document, String> newSource) {
        return new Indexer(store, records, batchSize, newSource, kept);
    }

    /**
     * Sources of which nothing is deleted although it was not seen, such as files that could not be read this time. Asked
     * after all documents were read.
     */
    public Indexer keeping(Predicate<String> sources) {
        return new Indexer(store, records, batchSize, source, sources);
    }

    /**
     * Compares the records with what is in the store: what is missing there, what is another document than was indexed,
     * and what no record knows. Changes nothing; memory holds the keys. With an approximate store, such as one with a graph
     * (HNSW), many strangers may be told incompletely.
     *
     * @throws dev.lian4j.core.error.StoreException if the store or the records cannot be read
     */
    public IndexCheck verify() {
        return new IndexVerifier(store, records).check(batchSize);
    }

    /**
     * Forgets the records of documents that are missing or changed, so that the next {@link #index} stores them anew.
     * Strangers are left: delete them from the store if nobody else put them there.
     *
     * @throws dev.lian4j.core.error.StoreException if the records cannot be written
     */
    public void forget(IndexCheck check) {
        List<String> keys = Stream.concat(check.missing().stream(), check.changed().stream())
                .map(IndexRecord::key)
                .toList();
        records.update(List.of(), keys);
    }

    /**
     * Indexes the documents, and closes the stream. With {@link IndexMode#FULL} they must be all that the store is to
     * have: a file that was skipped as unreadable is deleted like one that is gone, unless its source is
     * {@linkplain #keeping kept}.
     *
     * @throws dev.lian4j.core.error.StoreException if the store or the records fail, or, with
     *     {@link IndexMode#INCREMENTAL}, a document has no source
     * @throws dev.lian4j.core.error.CancelledException if the thread is interrupted; looked at before each batch
     */
    public IndexResult index(Stream<Document> documents, IndexMode mode) {
        try (documents) {
            return new IndexRun(store, records, source, kept, mode).run(documents.iterator(), batchSize);
        }
    }
}
