package dev.lian4j.dataconnection.onnx;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The texts of one call: workers draw them one by one, so that long and short ones even out; the order is kept.
 *
 * @param <T> what becomes of a text
 */
final class Batch<T> {

    private final List<String> texts;
    private final Function<String, T> work;
    private final List<T> done;
    private final AtomicInteger next = new AtomicInteger();

    private Batch(List<String> texts, Function<String, T> work) {
        this.texts = List.copyOf(texts);
        this.work = work;
        // Each worker sets places of its own, and they are read when all have ended.
        this.done = new ArrayList<>(Collections.nCopies(texts.size(), null));
    }

    /** Works on all; the calling thread is one of the workers. Cancelled or interrupted, it stops after a text. */
    static <T> List<T> run(List<String> texts, Function<String, T> work, Run run, int threads) {
        Batch<T> batch = new Batch<>(texts, work);
        int workers = Math.min(threads, texts.size());
        if (workers < 2) {
            batch.drain(run);
            return batch.done;
        }
        Chain<Integer, Boolean> worker = (number, its) -> {
            batch.drain(its);
            return true;
        };
        worker.named("onnx worker")
                .each(workers)
                .invoke(IntStream.range(0, workers).boxed().toList(), run);
        return batch.done;
    }

    private void drain(Run run) {
        for (int i = next.getAndIncrement(); i < texts.size(); i = next.getAndIncrement()) {
            run.checkCancelled();
            if (Thread.currentThread().isInterrupted()) {
                throw CancelledException.interrupted("working on text " + (i + 1) + " of " + texts.size());
            }
            done.set(i, work.apply(texts.get(i)));
        }
    }
}
