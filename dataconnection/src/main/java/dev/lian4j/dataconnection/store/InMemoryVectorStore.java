package dev.lian4j.dataconnection.store;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.retrieve.VectorStoreRetriever;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Documents and their vectors in memory, 4 bytes a dimension. Search is exact, since it looks at every vector, unless
 * {@link Builder#hnsw} says otherwise. The first vectors stored fix the dimension. Documents that were removed or replaced
 * take room until they are a third of all. Safe for several threads: searches run side by side, and beside one change,
 * which is seen whole when it is done.
 *
 * <p>A snapshot ({@link #saveTo}, {@link #load}) is one file with a checksum for each part of it.
 */
public final class InMemoryVectorStore implements VectorStore {

    private final EmbeddingModel embeddings;
    private final String modelName;
    private final StoreLock lock = new StoreLock();
    private Contents contents;

    private InMemoryVectorStore(EmbeddingModel embeddings, String modelName, Contents contents) {
        this.embeddings = embeddings;
        this.modelName = modelName;
        this.contents = contents;
    }

    /** An empty store that compares by cosine. */
    public static InMemoryVectorStore of(EmbeddingModel embeddings) {
        return builder(embeddings).build();
    }

    /** An empty store that compares by this metric. */
    public static InMemoryVectorStore of(EmbeddingModel embeddings, Metric metric) {
        return builder(embeddings).metric(metric).build();
    }

    /** A store of these documents that compares by cosine. */
    public static InMemoryVectorStore fromDocuments(List<Document> documents, EmbeddingModel embeddings) {
        InMemoryVectorStore store = of(embeddings);
        store.addDocuments(documents);
        return store;
    }

    /**
     * The store that was saved to this file, as it was.
     *
     * @throws StoreException if the file cannot be read, is damaged or no snapshot, is of a later version of this library,
     *     or was made with an embedding model of another name
     */
    public static InMemoryVectorStore load(Path file, EmbeddingModel embeddings) {
        return builder(embeddings).load(file);
    }

    /** A store by settings; all have defaults. */
    public static Builder builder(EmbeddingModel embeddings) {
        return new Builder(embeddings);
    }

    @Override
    public EmbeddingModel embeddings() {
        return embeddings;
    }

    /** How documents are compared. */
    public Metric metric() {
        return lock.reading(() -> contents.layout().metric());
    }

    /** How many documents there are. */
    public int size() {
        return lock.reading(() -> contents.table().size());
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if there are not as many vectors as documents, or one has another dimension, a value that is
     *     not finite, or, for cosine, only zeros; then nothing is stored
     * @throws dev.lian4j.core.error.CancelledException if the thread is interrupted; then nothing is stored
     */
    @Override
    public List<String> put(List<Document> added, List<float[]> vectors) {
        Vectors.checkCount(added.size(), vectors.size());
        List<Document> withIds = added.stream().map(Document::identified).toList();
        List<float[]> ready = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            ready.add(Vectors.ready(vectors.get(i), metric(), Vectors.documentAt(i)));
        }
        return ready.isEmpty() ? List.of() : lock.changing(() -> store(withIds, ready));
    }

    private List<String> store(List<Document> withIds, List<float[]> ready) {
        int first = contents.add(ready);
        lock.publishing(() -> contents.table().addFrom(first, withIds));
        tidy();
        return withIds.stream()
                .map(document -> Objects.requireNonNull(document.id()))
                .toList();
    }

    private void tidy() {
        if (contents.sparse()) {
            Contents compacted = contents.compacted();
            lock.publishing(() -> contents = compacted);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if the vector has another dimension, a value that is not finite, or, for cosine, only zeros
     */
    @Override
    public List<ScoredDocument> nearest(VectorQuery query) {
        return nearest(List.of(query)).get(0);
    }

    /**
     * What each of these queries finds, in order, all in the same state of the store. Faster than one by one.
     *
     * @throws StoreException as for one query
     */
    public List<List<ScoredDocument>> nearest(List<VectorQuery> queries) {
        List<float[]> vectors = queries.stream()
                .map(query -> Vectors.ready(query.vector(), metric(), "the question"))
                .toList();
        return lock.reading(() -> contents.find(vectors, queries));
    }

    @Override
    public int delete(Filter filter) {
        return lock.changing(() -> {
            List<String> ids = contents.table().meant(filter);
            lock.publishing(() -> contents.table().removeAll(ids));
            tidy();
            return ids.size();
        });
    }

    /** As in {@link VectorStore}, with the embedding as a step of its own in traces. */
    @Override
    public Retriever asRetriever(int k) {
        return VectorStoreRetriever.of(this, k);
    }

    /**
     * Saves all to a file, with metric and name of the embedding model. It replaces the one there only when it is whole
     * and on the disk, so that a crash leaves the old one. Searches go on meanwhile, changes wait. Metadata may be texts,
     * numbers, booleans, lists and maps of these.
     *
     * @throws StoreException if the file cannot be written, or a document has other metadata; the old file stays
     * @throws dev.lian4j.core.error.CancelledException if the thread is interrupted; the old file stays
     */
    public void saveTo(Path file) {
        lock.changing(() -> {
            lock.publishing(contents::settle);
            AtomicFile.replace(file, channel -> new SnapshotWriter(channel).write(contents, modelName));
            return file;
        });
    }

    /** Settings of a store. Not thread safe. */
    public static final class Builder {

        private final EmbeddingModel embeddings;
        private String modelName;
        private @Nullable Metric metric;
        private @Nullable HnswOptions hnsw;
        private int threads = Runtime.getRuntime().availableProcessors();

        private Builder(EmbeddingModel embeddings) {
            this.embeddings = embeddings;
            modelName = embeddings.name();
        }

        /** How documents are compared; by cosine where this is not said. */
        public Builder metric(Metric newMetric) {
            metric = newMetric;
            return this;
        }

        /**
         * Makes search approximate and, from some 10,000 documents, many times as fast: vectors are linked to near ones,
         * and a search follows the links. Adding a document costs about as much as five searches.
         */
        public Builder hnsw(HnswOptions options) {
            hnsw = options;
            return this;
        }

        /** How many threads a search or an addition may use when it has much to do; all processors by default. */
        public Builder threads(int newThreads) {
            if (newThreads < 1) {
                throw new IllegalArgumentException("threads must be at least 1, was " + newThreads);
            }
            threads = newThreads;
            return this;
        }

        /** What snapshots call the embedding model; the model's {@code name()} by default. */
        public Builder modelName(String newModelName) {
            modelName = newModelName;
            return this;
        }

        /** An empty store. */
        public InMemoryVectorStore build() {
            Layout layout = new Layout(metric == null ? Metric.COSINE : metric, hnsw, threads);
            return new InMemoryVectorStore(embeddings, modelName, new Contents(layout));
        }

        /**
         * The store that was saved to this file; approximate if this builder or the file says so.
         *
         * @throws StoreException as {@link InMemoryVectorStore#load}, or if the file's metric is not the one set here
         */
        public InMemoryVectorStore load(Path file) {
            Contents loaded = SnapshotReader.read(file, new SnapshotWanted(modelName, metric, hnsw, threads));
            return new InMemoryVectorStore(embeddings, modelName, loaded);
        }
    }
}
