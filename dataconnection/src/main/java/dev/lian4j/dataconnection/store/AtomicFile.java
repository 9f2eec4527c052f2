package dev.lian4j.dataconnection.store;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** Replaces files as a whole. */
final class AtomicFile {

    /** Writes the content of a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a file beside this one, forces it to the disk, and moves it in its place. A link is followed. A crash may
     * leave the file beside, whose name ends in {@code .tmp}.
     *
     * @throws StoreException if it cannot be done; then the old file is as it was
     * @throws CancelledException if the thread is interrupted; likewise
     */
    static void replace(Path file, Content content) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path folder = Objects.requireNonNull(target.getParent(), "a file has a folder");
            Files.createDirectories(folder);
            Path beside = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                write(beside, content);
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
            force(folder);
        } catch (ClosedByInterruptException e) {
            throw CancelledException.interrupted("saving " + file + ", which is as it was");
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be written: " + e + "; it is as it was before", e);
        }
    }

    private static void write(Path beside, Content content) throws IOException {
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
        }
    }

    /** Makes the new name last, where the system can do so. */
    private static void force(Path folder) throws IOException {
        FileChannel opened;
        try {
            opened = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            // Windows opens no folders; the name lasts there without.
            return;
        }
        try (opened) {
            opened.force(true);
        }
    }
}
