package dev.lian4j.models.cache;

import dev.lian4j.core.error.CancelledException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a file of its own beside the one that it guards, which may be replaced; against other processes and other
 * threads of this one. The lock's file stays, empty.
 */
final class FileGuard implements AutoCloseable {

    private static final int POLL_MILLIS = 10;

    private final FileChannel channel;

    private FileGuard(FileChannel channel) {
        this.channel = channel;
    }

    static FileGuard of(Path guarded) throws IOException {
        Path file = guarded.resolveSibling(guarded.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (tryLock(channel) == null) {
                Thread.sleep(POLL_MILLIS);
            }
            return new FileGuard(channel);
        } catch (InterruptedException e) {
            channel.close();
            throw CancelledException.interrupted("waiting for another writer of " + guarded);
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
