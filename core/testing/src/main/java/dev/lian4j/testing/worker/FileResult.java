package dev.lian4j.testing.worker;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How one file ended.
 *
 * @param detail the exception with its message and first frame, or how the JVM ended; empty where all was well
 */
public record FileResult(Path file, Outcome outcome, Duration took, String detail) {

    @Override
    public String toString() {
        return outcome + " " + took.toMillis() + " ms " + file + (detail.isEmpty() ? "" : ": " + detail);
    }
}
