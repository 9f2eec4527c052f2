package dev.lian4j.dataconnection.lucene;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A disk that is full from some operation on, and whose files lose at a crash what was not forced to it. */
final class FaultyDisk extends FilterDirectory {

    static final String MESSAGE = "No space left on device";

    private final AtomicInteger left;
    private final Set<String> loose = ConcurrentHashMap.newKeySet();

    FaultyDisk(Directory disk, int operations) {
        super(disk);
        this.left = new AtomicInteger(operations);
    }

    /** How many operations are left; negative once one failed. */
    int left() {
        return left.get();
    }

    private void operation() throws IOException {
        if (left.decrementAndGet() < 0) {
            throw new IOException(MESSAGE);
        }
    }

    /** Cuts what was never forced to the disk. */
    void crash(Path folder) throws IOException {
        for (String name : loose) {
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(channel.size() / 2);
                }
            }
        }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        operation();
        loose.add(name);
        return new Output(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        operation();
        return new Output(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        operation();
        super.sync(names);
        loose.removeAll(names);
    }

    @Override
    public void rename(String source, String destination) throws IOException {
        operation();
        super.rename(source, destination);
        if (loose.remove(source)) {
            loose.add(destination);
        }
    }

    @Override
    public void syncMetaData() throws IOException {
        operation();
        super.syncMetaData();
    }

    private final class Output extends FilterIndexOutput {

        Output(IndexOutput out) {
            super("faulty " + out.getName(), out.getName(), out);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            operation();
            super.writeBytes(bytes, offset, length);
        }
    }
}
