package dev.lian4j.dataconnection.store;

import dev.lian4j.core.error.CancelledException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Work on numbers by several threads: the caller's and those of the JVM's common pool. */
final class Threads {

    private Threads() {}

    /** The results for the numbers below {@code count}, in order. */
    static <T> List<T> map(int count, IntFunction<T> task) {
        return count == 1
                ? List.of(task.apply(0))
                : IntStream.range(0, count).parallel().mapToObj(task).toList();
    }

    /**
     * Runs a task for each number of a range, on so many threads at most.
     *
     * @throws CancelledException if the caller's thread is interrupted; some tasks are not run then
     */
    static void forEach(int threads, int from, int to, IntConsumer task) {
        AtomicInteger next = new AtomicInteger(from);
        Thread caller = Thread.currentThread();
        map(Math.max(1, Math.min(threads, to - from)), part -> {
            for (int i = next.getAndIncrement(); i < to && !caller.isInterrupted(); i = next.getAndIncrement()) {
                task.accept(i);
            }
            return part;
        });
        if (Thread.interrupted()) {
            throw CancelledException.interrupted("adding vectors; none of them is in the store");
        }
    }
}
