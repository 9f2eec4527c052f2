package dev.lian4j.core.io;

import dev.lian4j.core.error.CancelledException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** Replaces files as a whole, so that a crash leaves the old one or the new one. Thread safe. */
public final class AtomicFile {

    private AtomicFile() {}

    /** Writes the content of a file. */
    @FunctionalInterface
    public interface Content {

        /** Writes everything; what was written may be read, too. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * Writes a file beside this one, forces it to the disk, moves it in its place and forces the folder. A link to a file
     * is followed. A crash may leave the file beside, whose name ends in {@code .tmp}.
     *
     * @throws IOException if it cannot be done; its message says of which file, and whether that is as it was before
     * @throws CancelledException if the thread is interrupted; then the file is as it was
     */
    public static void replace(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        try {
            target = Files.exists(file) ? file.toRealPath() : target;
            put(target, content);
        } catch (ClosedByInterruptException e) {
            throw CancelledException.interrupted("writing " + file + ", which is as it was");
        } catch (IOException e) {
            throw new IOException(file + ": cannot be written: " + e + "; it is as it was before", e);
        }
        settle(target);
    }

    private static void put(Path target, Content content) throws IOException {
        Path beside = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        boolean done = false;
        try {
            write(beside, content);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            done = true;
        } finally {
            if (!done) {
                discard(beside);
            }
        }
    }

    private static void write(Path beside, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
    }

    private static void discard(Path beside) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException e) {
            // What made the writing fail is told; the file beside is in nobody's way.
            return;
        }
    }

    private static void settle(Path file) throws IOException {
        try {
            forceFolder(Objects.requireNonNull(file.getParent(), "a file has a folder"));
        } catch (ClosedByInterruptException e) {
            throw CancelledException.interrupted(
                    "writing " + file + ", which is written, but may be lost in a power cut");
        } catch (IOException e) {
            throw new IOException(
                    file + ": is written, but may be the old one again after a power cut, since its folder cannot be"
                            + " forced to the disk: " + e,
                    e);
        }
    }

    /**
     * Makes the names of the files in a folder outlast a power cut, where the system opens folders: Windows does not.
     *
     * @throws IOException if the disk fails
     */
    public static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // The system does not let folders be opened.
            return;
        }
    }
}
