package dev.lian4j.dataconnection.index;

import dev.lian4j.core.error.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
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
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new RecordLog(file, locked(file), channel(file));
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be opened for records: " + e.getMessage(), e);
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
            throw new StoreException(
                    file + ": line " + number + " is damaged: " + e.getMessage()
                            + "; restore the file from a copy, or delete it and the store and index anew",
                    e);
        }
    }

    private long wholeLines() throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long end = bytes.length();
            while (end > 0) {
                bytes.seek(end - 1);
                if (bytes.read() == '\n') {
                    break;
                }
                end--;
            }
            return end;
        }
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
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel fresh = channel(beside)) {
            fresh.truncate(0);
            write(fresh, records.stream().map(RecordLine::of).toList());
        }
        channel.close();
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
