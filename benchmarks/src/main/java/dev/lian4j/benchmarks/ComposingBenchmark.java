package dev.lian4j.benchmarks;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Piece;
import dev.lian4j.core.RunListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** What a chain costs beyond the work of its steps: each step adds one to a number. */
public class ComposingBenchmark extends BriefCalls {

    /** How many steps. */
    @Param({"1", "5", "10"})
    public int steps;

    private Chain<Integer, Integer> chain = Chain.identity();
    private Chain<Integer, Integer> watched = chain;
    private Chain<Integer, Integer> streaming = chain;

    /** Makes the chains. */
    @Setup
    public void compose() {
        chain = Chain.of(n -> n + 1);
        for (int i = 1; i < steps; i++) {
            chain = chain.then(Chain.of(n -> n + 1));
        }
        watched = chain.withListener(new RunListener() {});
        Piece piece = new Piece.Text("word");
        streaming = (n, run) -> {
            for (int i = 0; i < steps; i++) {
                run.emit(piece);
            }
            return n;
        };
    }

    /** The same work without a chain. */
    @Benchmark
    public Integer plainCalls() {
        Integer n = 7;
        for (int i = 0; i < steps; i++) {
            n = n + 1;
        }
        return n;
    }

    /** Nobody watches. */
    @Benchmark
    public Integer invoke() {
        return chain.invoke(7);
    }

    /** A listener that does nothing. */
    @Benchmark
    public Integer invokeWatched() {
        return watched.invoke(7);
    }

    /** As many pieces as steps, handed to a consumer. */
    @Benchmark
    public Integer pieces(Blackhole hole) {
        return streaming.invoke(7, hole::consume);
    }
}
