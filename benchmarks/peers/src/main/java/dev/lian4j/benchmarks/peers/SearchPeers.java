package dev.lian4j.benchmarks.peers;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.lian4j.benchmarks.VectorData;
import dev.lian4j.core.document.Document;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.ai.embedding.AbstractEmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.SimpleVectorStore;

/** The ten nearest of 20,000 vectors of 384 numbers, exactly, one thread; {@code benchmarks/vectors} has FAISS and graphs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class SearchPeers {

    private static final int VECTORS = 20_000;

    private final List<float[]> vectors = VectorData.of(VECTORS, 1);
    private final float[] question = VectorData.of(1, 2).get(0);
    private final InMemoryVectorStore ours =
            InMemoryVectorStore.builder(texts -> vectors).threads(1).build();
    private final InMemoryEmbeddingStore<TextSegment> langChain4j = new InMemoryEmbeddingStore<>();
    private final SimpleVectorStore springAi =
            SimpleVectorStore.builder(new Given()).build();

    /** Gives the vectors to the documents, and the question's to everything else. */
    private final class Given extends AbstractEmbeddingModel {
        @Override
        public EmbeddingResponse call(EmbeddingRequest request) {
            return new EmbeddingResponse(
                    IntStream.range(0, request.getInstructions().size())
                            .mapToObj(i -> new org.springframework.ai.embedding.Embedding(question, i))
                            .toList());
        }

        @Override
        public float[] embed(org.springframework.ai.document.Document document) {
            return question;
        }

        @Override
        public List<float[]> embed(
                List<org.springframework.ai.document.Document> documents,
                org.springframework.ai.embedding.EmbeddingOptions options,
                org.springframework.ai.embedding.BatchingStrategy batching) {
            return vectors.subList(0, documents.size());
        }
    }

    /** Fills the stores. */
    public SearchPeers() {
        ours.put(
                IntStream.range(0, VECTORS)
                        .mapToObj(i -> new Document(String.valueOf(i), "text", Map.of()))
                        .toList(),
                vectors);
        langChain4j.addAll(
                vectors.stream().map(Embedding::from).toList(),
                vectors.stream().map(vector -> TextSegment.from("text")).toList());
        springAi.add(IntStream.range(0, VECTORS)
                .mapToObj(i -> new org.springframework.ai.document.Document("text"))
                .toList());
    }

    /** In memory. */
    @Benchmark
    public Object lian4j() {
        return ours.nearest(question, 10);
    }

    /** In memory. */
    @Benchmark
    public Object langChain4j() {
        return langChain4j.search(EmbeddingSearchRequest.builder()
                .queryEmbedding(Embedding.from(question))
                .maxResults(10)
                .build());
    }

    /** In memory. */
    @Benchmark
    public Object springAi() {
        return springAi.similaritySearch(
                SearchRequest.builder().query("question").topK(10).build());
    }
}
