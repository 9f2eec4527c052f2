package dev.lian4j.benchmarks.peers;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Texts of 400 characters get vectors by all-MiniLM-L6-v2, 8 bits, on all cores. Operations are texts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class EmbedPeers {

    private static final int TEXTS = 64;

    private final List<String> texts = Texts.passages(TEXTS, 400);
    private final List<TextSegment> segments =
            texts.stream().map(TextSegment::from).toList();
    private final OnnxEmbeddingModel ours = OnnxEmbeddingModel.allMiniLmL6V2();
    private final AllMiniLmL6V2QuantizedEmbeddingModel langChain4j = new AllMiniLmL6V2QuantizedEmbeddingModel();

    /** Frees the model. */
    @TearDown
    public void close() {
        ours.close();
    }

    /** All texts at once. */
    @Benchmark
    @OperationsPerInvocation(TEXTS)
    public Object lian4j() {
        return ours.embedDocuments(texts);
    }

    /** All texts at once. */
    @Benchmark
    @OperationsPerInvocation(TEXTS)
    public Object langChain4j() {
        return langChain4j.embedAll(segments);
    }
}
