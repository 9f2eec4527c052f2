package dev.lian4j.testing.time;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notes each wait and moves the clock instead of waiting; like a real sleep it ends at once on an interrupted thread.
 * Its methods fit what takes milliseconds or a duration: {@code sleepingBy(sleeper::sleep)}. Thread safe.
 */
public final class RecordingSleeper {

    private final VirtualClock clock;
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    private RecordingSleeper(VirtualClock clock) {
        this.clock = clock;
    }

    /** Moves this clock. */
    public static RecordingSleeper on(VirtualClock clock) {
        return new RecordingSleeper(clock);
    }

    /** As if so many milliseconds had passed. */
    public void sleep(long millis) throws InterruptedException {
        sleep(Duration.ofMillis(millis));
    }

    /** As if this time had passed. */
    public void sleep(Duration time) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before a wait of " + time);
        }
        waits.add(time);
        clock.advance(time);
    }

    /** The waits so far, in order. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }
}
