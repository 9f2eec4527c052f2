package dev.lian4j.models.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Watches that the next event of a reply comes in time, and stops the call where none does. One alarm a reply, set
 * anew only when it goes off: OkHttp's own limit would wake a thread at each read, which costs more than the reading.
 */
final class Silence implements AutoCloseable {

    private final Runnable stop;
    private long limit;
    private volatile long since;
    private volatile boolean waiting;
    private volatile boolean broken;
    private @Nullable AsyncTimeout alarm;

    /** Watches from now on; {@code stop} ends the call, from another thread. */
    Silence(Duration limit, Runnable stop) {
        this.stop = stop;
        this.limit = limit.toNanos();
        set(this.limit);
    }

    /** The wait for the next event begins. */
    void begin() {
        since = System.nanoTime();
        waiting = true;
    }

    /** It has ended; what follows is the receiver's time. */
    void end() {
        waiting = false;
    }

    /** Whether the call was stopped since nothing came. */
    boolean tooLong() {
        return broken;
    }

    /** From now on at most this. */
    synchronized void shorten(Duration most) {
        if (most.toNanos() < limit) {
            limit = most.toNanos();
            close();
            set(limit);
        }
    }

    private synchronized void set(long nanos) {
        AsyncTimeout next = new AsyncTimeout() {
            @Override
            protected void timedOut() {
                check(this);
            }
        };
        next.timeout(nanos, TimeUnit.NANOSECONDS);
        alarm = next;
        next.enter();
    }

    private void check(AsyncTimeout gone) {
        synchronized (this) {
            if (alarm != gone) {
                return;
            }
            long left = waiting ? limit - (System.nanoTime() - since) : limit;
            if (left > 0) {
                set(left);
                return;
            }
            broken = true;
        }
        stop.run();
    }

    @Override
    public synchronized void close() {
        if (alarm != null) {
            alarm.exit();
            alarm = null;
        }
    }
}
