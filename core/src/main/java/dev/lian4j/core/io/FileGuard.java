package dev.lian4j.core.io;

import dev.lian4j.core.error.CancelledException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A lock by way of a file, against other processes and other threads of this one. The file stays, empty: deleting it would
 * let two in.
 */
public final class FileGuard implements AutoCloseable {

    private static final int POLL_MILLIS = 10;

    private final FileChannel channel;

    private FileGuard(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits until nobody else holds this file, which is made where it is not there.
     *
     * @throws IOException if it cannot be made or locked
     * @throws CancelledException if the thread is interrupted while it waits
     */
    public static FileGuard lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (tryLock(channel) == null) {
                Thread.sleep(POLL_MILLIS);
            }
            return new FileGuard(channel);
        } catch (InterruptedException e) {
            channel.close();
            throw CancelledException.interrupted("waiting for another process, which holds " + file);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Waits for the lock of a file that may be replaced: that of a file beside it, which ends in {@code .lock}. */
    public static FileGuard beside(Path guarded) throws IOException {
        return lock(guarded.resolveSibling(guarded.getFileName() + ".lock"));
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another thread of this process has it.
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
