package dev.lian4j.models.local;

import dev.lian4j.core.error.CancelledException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A lock on a file, against other processes and other threads of this one. The file stays, empty. */
final class FileLocked implements AutoCloseable {

    private static final int POLL_MILLIS = 100;

    private final FileChannel channel;

    private FileLocked(FileChannel channel) {
        this.channel = channel;
    }

    static FileLocked acquire(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (tryLock(channel) == null) {
                Thread.sleep(POLL_MILLIS);
            }
            return new FileLocked(channel);
        } catch (InterruptedException e) {
            channel.close();
            throw CancelledException.interrupted("waiting for another download of the same model");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
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
