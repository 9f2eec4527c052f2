package dev.lian4j.memory.session;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.io.AtomicFile;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.message.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A history in a file of JSON Lines: each line is what was added together, so a process that is killed loses at most the
 * line that it was writing. Damage is told; what stands before it is read, and before the next line is added the damaged
 * file is kept under a name of its own. Safe for several threads, and for several processes on one file.
 */
public final class FileChatMessageHistory implements ChatMessageHistory {

    private static final long ASK_AGAIN_NANOS = 1_000_000;

    private final Path file;
    private final boolean sync;
    private final Consumer<String> onDamage;

    /** How long the file was when it was last seen whole. */
    private long verified;

    /** Whether the disk failed: what it then holds is unknown, so nothing more is written by this object. */
    private boolean failed;

    private FileChatMessageHistory(Path file, boolean sync, Consumer<String> onDamage) {
        this.file = file;
        this.sync = sync;
        this.onDamage = onDamage;
    }

    /** The history in this file, which is made when something is added; damage is told to the log. */
    public static FileChatMessageHistory of(Path file) {
        return of(
                file,
                false,
                damage -> LoggerFactory.getLogger(FileChatMessageHistory.class).warn(damage));
    }

    /**
     * The history in this file, which is made when something is added.
     *
     * @param sync whether each addition waits until the disk has it, so that it outlives a power cut
     * @param onDamage is told in one line what is damaged, and where
     */
    public static FileChatMessageHistory of(Path file, boolean sync, Consumer<String> onDamage) {
        return new FileChatMessageHistory(file, sync, onDamage);
    }

    /**
     * The messages up to the first damage, if there is any.
     *
     * @throws StoreException if the file cannot be read
     */
    @Override
    public List<Message> messages() {
        if (!Files.exists(file)) {
            return List.of();
        }
        return locked("read", channel -> {
            HistoryFile read = HistoryFile.read(bytes(channel));
            if (read.damage() == null) {
                verified = read.sound();
            } else {
                onDamage.accept(file + ", " + read.damage() + "; only what stands before it is read");
            }
            return read.messages();
        });
    }

    /**
     * Appends one line.
     *
     * @throws StoreException if it cannot be written; the file is then as it was
     */
    @Override
    public void add(List<Message> messages) {
        List<Message> copy = List.copyOf(messages);
        if (!copy.isEmpty()) {
            byte[] line = (MessageLines.write(copy) + "\n").getBytes(StandardCharsets.UTF_8);
            locked("written", channel -> append(channel, line));
        }
    }

    private @Nullable Void append(FileChannel channel, byte[] line) throws IOException {
        writable();
        long end = soundEnd(channel);
        try {
            ByteBuffer buffer = ByteBuffer.wrap(line);
            for (long at = end; buffer.hasRemaining(); ) {
                at += channel.write(buffer, at);
            }
            force(channel);
        } catch (IOException e) {
            takeBack(channel, end, e); // the disk was full: half a line is worse than none
            throw e;
        }
        verified = end + line.length;
        return null;
    }

    private static void takeBack(FileChannel channel, long end, IOException why) {
        try {
            channel.truncate(end);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void force(FileChannel channel) throws IOException {
        try {
            if (sync) {
                channel.force(true);
                forceName();
            }
        } catch (IOException e) {
            failed = !(e instanceof ClosedByInterruptException);
            throw e;
        }
    }

    private void forceName() throws IOException {
        if (verified == 0) {
            AtomicFile.forceFolder(Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder"));
        }
    }

    private void writable() {
        if (failed) {
            throw new StoreException("The history " + file
                    + " is not written any more, since the disk failed; see to the disk and open it again");
        }
    }

    /** Where the next line goes. The file is looked through once, and again where another process wrote to it. */
    private long soundEnd(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == verified) {
            return size;
        }
        HistoryFile read = HistoryFile.read(bytes(channel));
        return read.damage() == null ? size : cutOff(channel, read);
    }

    private long cutOff(FileChannel channel, HistoryFile read) throws IOException {
        Path kept = file.resolveSibling(file.getFileName() + ".damaged-" + System.currentTimeMillis());
        Files.copy(file, kept, StandardCopyOption.REPLACE_EXISTING);
        channel.truncate(read.sound());
        onDamage.accept(file + ", " + read.damage() + "; the damaged file is kept as " + kept.getFileName());
        return read.sound();
    }

    private static byte[] bytes(FileChannel channel) throws IOException {
        channel.position(0);
        return Channels.newInputStream(channel).readAllBytes();
    }

    /** Empties the file. */
    @Override
    public void clear() {
        if (Files.exists(file)) {
            locked("cleared", channel -> {
                writable();
                channel.truncate(0);
                verified = 0;
                force(channel);
                return null;
            });
        }
    }

    private synchronized <T extends @Nullable Object> T locked(String what, Work<T> work) {
        try (FileChannel channel = open();
                FileLock lock = lock(channel)) {
            return work.with(channel);
        } catch (IOException e) {
            throw new StoreException("The history " + file + " could not be " + what + ": " + e, e);
        }
    }

    private FileChannel open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Another process is waited for by the system; another history object on the same file must be asked again. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(ASK_AGAIN_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    throw CancelledException.interrupted("waiting for the history's file");
                }
            }
        }
    }

    private interface Work<T extends @Nullable Object> {
        T with(FileChannel channel) throws IOException;
    }
}
