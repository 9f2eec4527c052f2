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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Documents and their vectors in memory. Search is exact: it looks at every vector, which lie as floats one behind the
 * other, 4 bytes a dimension. The first vectors stored fix the dimension. Safe for several threads: searches run side by
 * side, a change waits for them and is seen whole.
 */
public final class InMemoryVectorStore implements VectorStore {

    private final EmbeddingModel embeddings;
    private final Metric metric;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Integer> rowsById = new HashMap<>();
    private final List<Document> documents = new ArrayList<>();
    private @Nullable Rows rows;

    private InMemoryVectorStore(EmbeddingModel embeddings, Metric metric) {
        this.embeddings = embeddings;
        this.metric = metric;
    }

    /** An empty store that compares by cosine. */
    public static InMemoryVectorStore of(EmbeddingModel embeddings) {
        return of(embeddings, Metric.COSINE);
    }

    /** An empty store that compares by this metric. */
    public static InMemoryVectorStore of(EmbeddingModel embeddings, Metric metric) {
        return new InMemoryVectorStore(embeddings, metric);
    }

    /** A store of these documents that compares by cosine. */
    public static InMemoryVectorStore fromDocuments(List<Document> documents, EmbeddingModel embeddings) {
        InMemoryVectorStore store = of(embeddings);
        store.addDocuments(documents);
        return store;
    }

    @Override
    public EmbeddingModel embeddings() {
        return embeddings;
    }

    /** How documents are compared. */
    public Metric metric() {
        return metric;
    }

    /** How many documents there are. */
    public int size() {
        return locked(lock.readLock(), documents::size);
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if there are not as many vectors as documents, or one has another dimension, a value that is
     *     not finite, or, for cosine, only zeros; then nothing is stored
     */
    @Override
    public List<String> put(List<Document> added, List<float[]> vectors) {
        if (added.size() != vectors.size()) {
            throw new StoreException("There are " + added.size() + " documents, but " + vectors.size()
                    + " vectors; the embedding model must give one for each");
        }
        List<Document> withIds = added.stream().map(InMemoryVectorStore::withId).toList();
        List<float[]> ready = new ArrayList<>();
        for (int i = 0; i < vectors.size(); i++) {
            ready.add(Vectors.ready(vectors.get(i), metric, documentAt(i)));
        }
        return locked(lock.writeLock(), () -> store(withIds, ready));
    }

    /**
     * {@inheritDoc}
     *
     * @throws StoreException if the vector has another dimension, a value that is not finite, or, for cosine, only zeros
     */
    @Override
    public List<ScoredDocument> nearest(VectorQuery query) {
        float[] vector = Vectors.ready(query.vector(), metric, "the question");
        return locked(lock.readLock(), () -> find(vector, query));
    }

    @Override
    public int delete(Filter filter) {
        return locked(lock.writeLock(), () -> {
            List<String> ids = meant(filter);
            ids.forEach(this::remove);
            return ids.size();
        });
    }

    private List<String> meant(Filter filter) {
        if (filter instanceof Filter.Ids ids) {
            return ids.ids().stream().filter(rowsById::containsKey).toList();
        }
        return documents.stream()
                .filter(filter::matches)
                .map(document -> Objects.requireNonNull(document.id()))
                .toList();
    }

    /** As in {@link VectorStore}, with the embedding as a step of its own in traces. */
    @Override
    public Retriever asRetriever(int k) {
        return VectorStoreRetriever.of(this, k);
    }

    private static Document withId(Document document) {
        return document.id() == null ? document.withId(UUID.randomUUID().toString()) : document;
    }

    private static String documentAt(int index) {
        return "document " + (index + 1) + " of those to be added";
    }

    private List<String> store(List<Document> withIds, List<float[]> ready) {
        if (ready.isEmpty()) {
            return List.of();
        }
        Rows target = rows == null ? new Rows(ready.get(0).length) : rows;
        for (int i = 0; i < ready.size(); i++) {
            Vectors.checkDimension(ready.get(i), target.dimension(), documentAt(i));
        }
        rows = target;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < ready.size(); i++) {
            ids.add(set(target, withIds.get(i), ready.get(i)));
        }
        return ids;
    }

    private String set(Rows target, Document document, float[] vector) {
        String id = Objects.requireNonNull(document.id());
        Integer row = rowsById.putIfAbsent(id, documents.size());
        if (row == null) {
            documents.add(document);
            target.add(vector);
        } else {
            documents.set(row, document);
            target.set(row, vector);
        }
        return id;
    }

    /** The last row takes the place of the one removed. */
    private void remove(String id) {
        Integer row = rowsById.remove(id);
        if (row == null || rows == null) {
            return;
        }
        Document last = documents.remove(documents.size() - 1);
        if (row < documents.size()) {
            documents.set(row, last);
            rowsById.put(Objects.requireNonNull(last.id()), row);
        }
        rows.remove(row);
    }

    private List<ScoredDocument> find(float[] vector, VectorQuery query) {
        Rows searched = rows;
        if (searched == null) {
            return List.of();
        }
        Vectors.checkDimension(vector, searched.dimension(), "the question");
        TopK best = searched.nearest(vector, query.depth(), metric, allowed(query.filter()));
        List<ScoredDocument> found = new ArrayList<>();
        while (best.size() > query.offset()) {
            double score = metric.score(best.worstRank());
            int row = best.takeWorst();
            if (score >= query.minScore()) {
                found.add(new ScoredDocument(
                        documents.get(row), score, query.includeVectors() ? searched.get(row) : null));
            }
        }
        Collections.reverse(found);
        return List.copyOf(found);
    }

    private @Nullable BitSet allowed(Filter filter) {
        if (filter.equals(Filter.all())) {
            return null;
        }
        BitSet allowed = new BitSet(documents.size());
        for (int row = 0; row < documents.size(); row++) {
            allowed.set(row, filter.matches(documents.get(row)));
        }
        return allowed;
    }

    private static <T> T locked(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
