package dev.lian4j.benchmarks;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.HnswOptions;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Searches the same vectors with the stores in memory and with LangChain4j's, on one thread, and tells queries by seconds
 * of that thread's own time on a core, which other work on the machine disturbs least. Run by {@code benchmarks/vectors},
 * which also runs FAISS. Arguments: a folder; {@code make} to make the vectors and the graph there first; how many.
 */
public final class VectorSearch {

    private static final int QUERIES = 1000;
    private static final int K = 10;
    private static final int ROUNDS = 3;
    private static final EmbeddingModel NONE = texts -> List.of();

    private final Path folder;
    private final List<float[]> queries = VectorData.of(QUERIES, 2);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private VectorSearch(Path folder) {
        this.folder = folder;
    }

    /** Makes or searches. */
    public static void main(String... args) throws IOException {
        VectorSearch search = new VectorSearch(Files.createDirectories(Path.of(args[0])));
        List<float[]> vectors = VectorData.of(Integer.parseInt(args[2]), 1);
        if (args[1].equals("make")) {
            search.make(vectors);
        } else {
            search.search(vectors);
        }
    }

    private void make(List<float[]> vectors) throws IOException {
        VectorData.write(folder.resolve("base.f32"), vectors);
        VectorData.write(folder.resolve("queries.f32"), queries);
        InMemoryVectorStore store = InMemoryVectorStore.builder(NONE)
                .modelName("none")
                .hnsw(HnswOptions.defaults())
                .threads(1)
                .build();
        double seconds = seconds(() -> store.put(documents(vectors.size()), vectors));
        out().printf("Lian4J HNSW: built in %.1f s%n", seconds);
        store.saveTo(folder.resolve("hnsw.vectors"));
    }

    private void search(List<float[]> vectors) {
        InMemoryVectorStore exact = InMemoryVectorStore.builder(NONE).threads(1).build();
        exact.put(documents(vectors.size()), vectors);
        List<int[]> right = rows(exact.nearest(asked(QUERIES)));
        time("Lian4J exact", 50, right, query -> rows(exact.nearest(query, K)));
        double batch = IntStream.range(0, ROUNDS)
                .mapToDouble(round -> seconds(() -> exact.nearest(asked(400))))
                .min()
                .orElseThrow();
        out().printf("Lian4J exact, 400 at once: %.0f queries/s%n", 400 / batch);
        InMemoryEmbeddingStore<TextSegment> other = langChain4j(vectors);
        time("LangChain4j", 20, right, query -> rows(other, query));
        for (int ef : new int[] {16, 24, 32, 48, 64, 96, 128, 192}) {
            graph(ef, right);
        }
    }

    private void graph(int ef, List<int[]> right) {
        InMemoryVectorStore graph = InMemoryVectorStore.builder(NONE)
                .modelName("none")
                .hnsw(HnswOptions.defaults().withEfSearch(ef))
                .threads(1)
                .load(folder.resolve("hnsw.vectors"));
        time("Lian4J HNSW, ef " + ef, QUERIES, right, query -> rows(graph.nearest(query, K)));
    }

    /** The best of some rounds, after one to warm up. */
    private void time(String name, int count, List<int[]> right, Function<float[], int[]> search) {
        List<int[]> found = new ArrayList<>();
        double best = Double.MAX_VALUE;
        for (int round = 0; round <= ROUNDS; round++) {
            found.clear();
            double seconds = seconds(() -> queries.subList(0, count).forEach(query -> found.add(search.apply(query))));
            best = round == 0 ? best : Math.min(best, seconds);
        }
        double recall = VectorData.recall(right.subList(0, count), found);
        out().printf("%s: %.0f queries/s, recall %.3f%n", name, count / best, recall);
    }

    private double seconds(Runnable work) {
        long start = threads.getCurrentThreadCpuTime();
        work.run();
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private List<VectorQuery> asked(int count) {
        return queries.subList(0, count).stream()
                .map(query -> VectorQuery.of(query, K))
                .toList();
    }

    private static List<Document> documents(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Document(String.valueOf(i), "text", Map.of()))
                .toList();
    }

    private static List<int[]> rows(List<List<ScoredDocument>> found) {
        return found.stream().map(VectorSearch::rows).toList();
    }

    private static int[] rows(Iterable<ScoredDocument> found) {
        IntStream.Builder rows = IntStream.builder();
        found.forEach(
                each -> rows.add(Integer.parseInt(String.valueOf(each.document().id()))));
        return rows.build().toArray();
    }

    private static InMemoryEmbeddingStore<TextSegment> langChain4j(List<float[]> vectors) {
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        store.addAll(
                IntStream.range(0, vectors.size()).mapToObj(String::valueOf).toList(),
                vectors.stream().map(Embedding::from).toList(),
                vectors.stream().map(vector -> TextSegment.from("text")).toList());
        return store;
    }

    private static int[] rows(InMemoryEmbeddingStore<TextSegment> store, float[] query) {
        EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(query))
                .maxResults(K)
                .build();
        return store.search(request).matches().stream()
                .map(EmbeddingMatch::embeddingId)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static PrintStream out() {
        return System.out;
    }
}
