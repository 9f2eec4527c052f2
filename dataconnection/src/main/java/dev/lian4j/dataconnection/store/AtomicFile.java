package dev.lian4j.dataconnection.store;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Replaces the files of stores as a whole, as {@link dev.lian4j.core.io.AtomicFile} does, and makes their folders. */
final class AtomicFile {

    private AtomicFile() {}

    /**
     * Writes a file.
     *
     * @throws StoreException if it cannot be done; its message says whether the old file is as it was
     * @throws CancelledException if the thread is interrupted
     */
    static void replace(Path file, dev.lian4j.core.io.AtomicFile.Content content) {
        try {
            makeFolder(file.toAbsolutePath().getParent(), file);
            dev.lian4j.core.io.AtomicFile.replace(file, content);
        } catch (IOException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void makeFolder(Path folder, Path file) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IOException(file + ": cannot be written: " + e + "; it is as it was before", e);
        }
    }
}
