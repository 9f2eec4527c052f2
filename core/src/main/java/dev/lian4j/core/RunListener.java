package dev.lian4j.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches the steps of runs. Each started step is followed by exactly one end or error. Called on the thread that runs
 * the step, so several threads at once in parallel chains; a listener that throws is logged and does not break the run.
 */
public interface RunListener {

    /** A step starts. */
    default void onStart(Step step, @Nullable Object input) {}

    /** A step hands on a piece of its result. */
    default void onPiece(Step step, Piece piece) {}

    /** A step has its result. */
    default void onEnd(Step step, @Nullable Object output, Duration took) {}

    /** A step has failed. */
    default void onError(Step step, Throwable error, Duration took) {}

    /** Both listeners, this one first. */
    default RunListener and(RunListener other) {
        return new BothListeners(this, other);
    }
}
