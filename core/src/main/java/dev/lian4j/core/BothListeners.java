package dev.lian4j.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two listeners as one; a failure of either is logged and stays its own. */
record BothListeners(RunListener first, RunListener second) implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(RunListener.class);

    /** Runs one callback so that its failure cannot break the run. */
    static void safely(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.warn("A run listener failed; the run goes on", e);
        }
    }

    @Override
    public void onStart(Step step, @Nullable Object input) {
        safely(() -> first.onStart(step, input));
        safely(() -> second.onStart(step, input));
    }

    @Override
    public void onPiece(Step step, Piece piece) {
        safely(() -> first.onPiece(step, piece));
        safely(() -> second.onPiece(step, piece));
    }

    @Override
    public void onEnd(Step step, @Nullable Object output, Duration took) {
        safely(() -> first.onEnd(step, output, took));
        safely(() -> second.onEnd(step, output, took));
    }

    @Override
    public void onError(Step step, Throwable error, Duration took) {
        safely(() -> first.onError(step, error, took));
        safely(() -> second.onError(step, error, took));
    }
}
