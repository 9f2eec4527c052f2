package dev.lian4j.testing.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Many clients in one made-up time. One runs at a time, until it sleeps or ends; then the time jumps to the moment
 * when the next one wakes, those of one moment in the order of their going to sleep. So an hour of a thousand clients
 * takes a second, and every run is the same. Clients must wait by {@link #sleep} only.
 */
public final class VirtualTime {

    private record Sleeping(long until, long order, Semaphore wake) {}

    private final VirtualClock clock;
    private final PriorityQueue<Sleeping> sleeping =
            new PriorityQueue<>(Comparator.comparingLong(Sleeping::until).thenComparingLong(Sleeping::order));
    private final Semaphore back = new Semaphore(0);
    private long slept;

    private VirtualTime(VirtualClock clock) {
        this.clock = clock;
    }

    /** Time that begins here. */
    public static VirtualTime from(Instant start) {
        return new VirtualTime(VirtualClock.at(start));
    }

    /** Shows the time; may be read by all clients. */
    public VirtualClock clock() {
        return clock;
    }

    /** Lets the calling client wait. */
    public void sleep(long millis) throws InterruptedException {
        Semaphore wake = new Semaphore(0);
        sleeping.add(new Sleeping(clock.millis() + Math.max(0, millis), slept++, wake));
        back.release();
        wake.acquire();
    }

    /** Lets the calling client wait. */
    public void sleep(Duration time) throws InterruptedException {
        sleep(time.toMillis());
    }

    /**
     * Runs all clients to their end, the first of them first.
     *
     * @throws AssertionError with what a client threw; the first, the others suppressed
     */
    public void run(List<? extends Runnable> clients) throws InterruptedException {
        AtomicReference<AssertionError> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable client : clients) {
            Semaphore wake = new Semaphore(0);
            sleeping.add(new Sleeping(clock.millis(), slept++, wake));
            threads.add(start(client, wake, failure));
        }
        for (Sleeping next = sleeping.poll(); next != null; next = sleeping.poll()) {
            clock.advance(Duration.ofMillis(next.until() - clock.millis()));
            next.wake().release();
            back.acquire();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private Thread start(Runnable client, Semaphore wake, AtomicReference<AssertionError> failure) {
        Thread thread = new Thread(
                null,
                () -> {
                    wake.acquireUninterruptibly();
                    try {
                        client.run();
                    } catch (RuntimeException | Error e) {
                        failure.compareAndSet(null, new AssertionError("a client failed"));
                        failure.get().addSuppressed(e);
                    } finally {
                        back.release();
                    }
                },
                "virtual-client",
                1 << 18);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
