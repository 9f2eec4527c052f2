package dev.lian4j.models.http;

import dev.lian4j.core.error.ModelException;
import java.time.Duration;

/** The moment by which a call, all its tries included, must be over. */
record Deadline(long nanoTime) {

    static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Nanoseconds that are left; 0 or less when it has passed. */
    long left() {
        return nanoTime - System.nanoTime();
    }

    /** Whether a further try after this error could begin in time. */
    boolean allows(Throwable error) {
        Duration wait = error instanceof ModelException e ? e.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
        // Compared as durations, since a server may ask for more nanoseconds than a long holds.
        return Duration.ofNanos(left()).compareTo(wait) > 0;
    }
}
