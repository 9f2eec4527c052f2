package dev.lian4j.dataconnection.store;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Several stores as one: each document is in the shard that its id chooses, a search asks all shards and merges what they
 * find by score, so that the result is what one store of all documents would give. The shards may be in memory, on disks or
 * on servers; they have to be of one metric and one embedding model, and the same ones in the same order each time.
 *
 * <p>What is added is all there or not at all in each shard, not across shards: where one fails, those before it have their
 * part, and adding the same documents again, with their ids, makes it whole. Safe for several threads: searches beside a
 * change through this object see all or nothing of it.
 */
public final class ShardedVectorStore implements VectorStore {

    private static final Comparator<ScoredDocument> NEAREST_FIRST =
            Comparator.comparingDouble(ScoredDocument::score).reversed();

    private final List<VectorStore> shards;
    private final Metric metric;
    private final Executor executor;
    private final StoreLock lock = new StoreLock();
    private int dimension;

    private ShardedVectorStore(List<? extends VectorStore> shards, Metric metric, Executor executor) {
        if (shards.isEmpty()) {
            throw new IllegalArgumentException("There must be at least one shard");
        }
        this.shards = List.copyOf(shards);
        this.metric = metric;
        this.executor = executor;
    }

    /** These shards, all of this metric, asked one after another on the caller's thread. */
    public static ShardedVectorStore of(List<? extends VectorStore> shards, Metric metric) {
        return new ShardedVectorStore(shards, metric, Runnable::run);
    }

    /** These shards, all of this metric, asked at the same time by the executor's threads, which stay the caller's to end. */
    public static ShardedVectorStore of(List<? extends VectorStore> shards, Metric metric, Executor executor) {
        return new ShardedVectorStore(shards, metric, executor);
    }

    /** Which shard the document of this id is in, from 0; the same in every process. */
    public static int shardOf(String id, int shards) {
        int hash = id.hashCode() * 0x9E3779B9;
        return Math.floorMod(hash ^ (hash >>> 16), shards);
    }

    @Override
    public EmbeddingModel embeddings() {
        return shards.get(0).embeddings();
    }

    @Override
    public List<String> put(List<Document> documents, List<float[]> vectors) {
        Vectors.checkCount(documents.size(), vectors.size());
        List<String> ids = new ArrayList<>();
        Map<Integer, Part> parts = new LinkedHashMap<>();
        for (int i = 0; i < documents.size(); i++) {
            Document document = documents.get(i).identified();
            String id = String.valueOf(document.id());
            ids.add(id);
            parts.computeIfAbsent(shardOf(id, shards.size()), any -> new Part()).add(document, vectors.get(i));
        }
        return lock.changing(() -> {
            int checked = checkedDimension(vectors);
            lock.publishing(
                    () -> parts.forEach((shard, part) -> shards.get(shard).put(part.documents, part.vectors)));
            dimension = checked;
            return List.copyOf(ids);
        });
    }

    /** Refuses what a shard would refuse after another has taken its part; gives the vectors' dimension. */
    private int checkedDimension(List<float[]> vectors) {
        int expected = dimension;
        for (int i = 0; i < vectors.size(); i++) {
            Vectors.checkedLength(vectors.get(i), metric, Vectors.documentAt(i));
            expected = expected == 0 ? vectors.get(i).length : expected;
            Vectors.checkDimension(vectors.get(i), expected, Vectors.documentAt(i));
        }
        return expected;
    }

    @Override
    public List<ScoredDocument> nearest(VectorQuery query) {
        VectorQuery deep = new VectorQuery(
                query.vector(), query.depth(), query.filter(), query.minScore(), 0, query.includeVectors());
        return lock.reading(() -> onEach(shard -> shard.nearest(deep))).stream()
                .flatMap(List::stream)
                .sorted(NEAREST_FIRST)
                .skip(query.offset())
                .limit(query.k())
                .toList();
    }

    @Override
    public int delete(Filter filter) {
        List<Integer> deleted = lock.changing(() -> lock.publishing(() -> onEach(shard -> shard.delete(filter))));
        return deleted.stream().mapToInt(Integer::intValue).sum();
    }

    /** Asks all, waits for all; the first failure, in the order of the shards, is the whole's. */
    private <T> List<T> onEach(Function<VectorStore, T> question) {
        List<CompletableFuture<T>> asked = shards.stream()
                .map(shard -> CompletableFuture.supplyAsync(() -> question.apply(shard), executor))
                .toList();
        try {
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static final class Part {
        private final List<Document> documents = new ArrayList<>();
        private final List<float[]> vectors = new ArrayList<>();

        private void add(Document document, float[] vector) {
            documents.add(document);
            vectors.add(vector);
        }
    }
}
