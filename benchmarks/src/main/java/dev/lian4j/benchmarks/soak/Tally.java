package dev.lian4j.benchmarks.soak;

import dev.lian4j.core.error.LianException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What became of the jobs of one kind: done, failed and told, or wrong without a word. Safe for several threads. */
final class Tally {

    /** One job; it throws {@link AssertionError} where a result that looks good is wrong. */
    @FunctionalInterface
    interface Job {
        void run() throws Exception;
    }

    private static final int KEPT = 1 << 16;

    private final LongAdder done = new LongAdder();
    private final LongAdder told = new LongAdder();
    private final Map<String, LongAdder> wrong = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentSkipListMap<>();
    private final AtomicReference<@Nullable LianException> example = new AtomicReference<>();
    private final long[] micros = new long[KEPT];
    private int timed;

    /** Runs a job and notes how it ended; says whether it was done. */
    boolean take(Job job) throws InterruptedException {
        long start = System.nanoTime();
        try {
            job.run();
            done.increment();
            time((System.nanoTime() - start) / 1000);
            return true;
        } catch (LianException failed) {
            told.increment();
            count(failures, failed.getClass().getSimpleName());
            example.compareAndSet(null, failed);
        } catch (InterruptedException over) {
            throw over;
        } catch (Exception | AssertionError untold) {
            count(wrong, String.valueOf(untold));
        }
        return false;
    }

    private static void count(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    /** The last times are kept, in a ring. */
    private synchronized void time(long took) {
        micros[timed++ & (KEPT - 1)] = took;
    }

    private synchronized long percentile(double share) {
        long[] sorted = Arrays.copyOf(micros, Math.min(timed, KEPT));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * share))];
    }

    boolean silentFailures() {
        return !wrong.isEmpty();
    }

    @Override
    public String toString() {
        return "%d done, %d failed and told %s, wrong and not told %s, p50 %.1f ms, p99 %.1f ms%s"
                .formatted(
                        done.sum(),
                        told.sum(),
                        failures,
                        wrong,
                        percentile(0.5) / 1e3,
                        percentile(0.99) / 1e3,
                        example.get() == null ? "" : "\n  such as: " + example.get());
    }
}
