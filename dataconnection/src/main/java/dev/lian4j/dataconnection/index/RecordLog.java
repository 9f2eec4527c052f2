package dev.lian4j.dataconnection.index;

import dev.lian4j.core.error.CorruptStoreException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.io.AtomicFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file of record lines that grows at its end. The lock is on a file beside it, which stays when this one is replaced. */
final class RecordLog {

    private final Path file;
    private final FileChannel lock;
    private FileChannel channel;
    private boolean failed;

    private RecordLog(Path file, FileChannel lock, FileChannel channel) {
        this.file = file;
        this.lock = lock;
        this.channel = channel;
    }

    static RecordLog open(Path file) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
            Files.createDirectories(folder);
            return opened(file, folder, locked(file));
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be opened for records: " + e.getMessage(), e);
        }
    }

    private static RecordLog opened(Path file, Path folder, FileChannel lock) throws IOException {
        try {
            RecordLog log = new RecordLog(file, lock, channel(file));
            AtomicFile.forceFolder(folder); // a new file's name is to outlast a power cut too
            return log;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = channel(file.resolveSibling(file.getFileName() + ".lock"));
        FileLock held = tryLock(channel);
        if (held == null) {
            channel.close();
            throw new StoreException(
                    file + ": the records are open already, in another process or in this one; close them there first");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Reads all lines, cuts off one that is not whole, and gives how many there are. */
    long read(Consumer<RecordLine> reader) throws IOException {
        channel.truncate(wholeLines());
        long count = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                reader.accept(parsed(line, count));
            }
        }
        channel.position(channel.size());
        return count;
    }

    private RecordLine parsed(String line, long number) {
        try {
            return RecordLine.read(line);
        } catch (IllegalArgumentException e) {
            throw new CorruptStoreException(
                    file + ": line " + number + " is damaged: " + e.getMessage()
                            + "; restore the file from a copy, or delete it and the store and index anew",
                    e);
        }
    }

    private long wholeLines() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            channel.read(last.clear(), end - 1);
            if (last.get(0) == '\n') {
                break;
            }
            end--;
        }
        return end;
    }

    void append(List<RecordLine> lines) {
        if (failed || !channel.isOpen()) {
            throw new StoreException(file + ": the records are closed, or failed to be written; open them again");
        }
        if (lines.isEmpty()) {
            return;
        }
        failed = true;
        try {
            write(channel, lines);
            failed = false;
        } catch (IOException e) {
            throw new StoreException(
                    file + ": records cannot be written: " + e.getMessage() + "; see to the disk and open them again",
                    e);
        }
    }

    private static void write(FileChannel to, Collection<RecordLine> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.write()));
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        to.force(false);
    }

    /** Replaces the file by one of these records: written beside it, forced to the disk, then moved in its place. */
    void rewrite(List<IndexRecord> records) throws IOException {
        List<RecordLine> lines = records.stream().map(RecordLine::of).toList();
        AtomicFile.replace(file, fresh -> write(fresh, lines));
        channel.close();
        channel = channel(file);
        channel.position(channel.size());
    }

    void close() {
        try (lock) {
            channel.close();
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be closed: " + e.getMessage(), e);
        }
    }
}
