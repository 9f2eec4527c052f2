package dev.lian4j.core.weights.io;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

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
     * Writes a file, or leaves things as they were: whatever is thrown, the file that was there before still is.
     *
     * @throws ModelException if it cannot be written, such as where the disk is full
     * @throws CancelledException if the thread is interrupted
     */
    public static void write(Path file, Body body) {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            writePart(part, body);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncDirectory(whole.getParent());
        } catch (ClosedByInterruptException e) {
            throw CancelledException.interrupted("writing " + file);
        } catch (IOException e) {
            throw new ModelException(
                    "Cannot write " + file + " (" + e + "). What was there before is untouched",
                    ModelException.Details.NONE,
                    e);
        } finally {
            part.toFile().delete();
        }
    }

    private static void writePart(Path part, Body body) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            WeightsOutput out = new WeightsOutput(channel);
            body.write(out);
            out.flush();
            channel.force(true);
        }
    }

    /** Makes the new name survive a power cut, where the system lets a directory be opened. */
    private static void syncDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows cannot; the file itself is on the disk.
            return;
        }
    }
}
