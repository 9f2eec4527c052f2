package dev.lian4j.dataconnection.onnx;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The texts of one call: workers draw them one by one, so that long and short ones even out; the order is kept. */
final class Batch {

    private final Encoder encoder;
    private final String prefix;
    private final List<String> texts;
    private final Encoder.Encoded[] encoded;
    private final AtomicInteger next = new AtomicInteger();

    Batch(Encoder encoder, String prefix, List<String> texts) {
        this.encoder = encoder;
        this.prefix = prefix;
        this.texts = List.copyOf(texts);
        this.encoded = new Encoder.Encoded[texts.size()];
    }

    /** Encodes all; the calling thread is one of the workers. Cancelled or interrupted, it stops after a text. */
    void run(Run run, int threads) {
        int workers = Math.min(threads, texts.size());
        if (workers < 2) {
            drain(run);
            return;
        }
        Chain<Integer, Boolean> worker = (number, its) -> {
            drain(its);
            return true;
        };
        worker.named("embedding worker")
                .each(workers)
                .invoke(IntStream.range(0, workers).boxed().toList(), run);
    }

    private void drain(Run run) {
        for (int i = next.getAndIncrement(); i < encoded.length; i = next.getAndIncrement()) {
            run.checkCancelled();
            if (Thread.currentThread().isInterrupted()) {
                throw CancelledException.interrupted("embedding text " + (i + 1) + " of " + encoded.length);
            }
            encoded[i] = encoder.encode(prefix + texts.get(i));
        }
    }

    List<float[]> vectors() {
        return Stream.of(encoded)
                .map(one -> Objects.requireNonNull(one).vector())
                .toList();
    }

    /** The places of the texts that were cut. */
    List<Integer> cut() {
        return IntStream.range(0, encoded.length)
                .filter(i -> encoded[i].cut())
                .boxed()
                .toList();
    }
}
