package dev.lian4j.core.weights.io;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a file whole or not at all: a file beside it takes its place when everything is on the disk. */
public final class AtomicFile {

    private AtomicFile() {}

    /** What is written. */
    @FunctionalInterface
    public interface Body {

        /** Writes everything. */
        void write(WeightsOutput out) throws IOException;
    }

    /**
     * Writes a file, or leaves things as they were; the message of what is thrown says so.
     *
     * @throws ModelException if it cannot be written, such as where the disk is full
     * @throws CancelledException if the thread is interrupted
     */
    public static void write(Path file, Body body) {
        try {
            dev.lian4j.core.io.AtomicFile.replace(file, channel -> {
                WeightsOutput out = new WeightsOutput(channel);
                body.write(out);
                out.flush();
            });
        } catch (IOException e) {
            throw new ModelException("Cannot write " + e.getMessage(), ModelException.Details.NONE, e);
        }
    }
}
