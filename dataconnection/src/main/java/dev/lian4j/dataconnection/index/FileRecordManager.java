package dev.lian4j.dataconnection.index;

import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records in a file of JSON Lines, which is only ever added to: a line tells that a document is in the store, or no
 * longer, and carries a checksum. Each update is forced to the disk. A last line cut by a crash is dropped on opening; a
 * file with many outdated lines is then written anew. All records are held in memory too, about 200 bytes each. Safe for
 * several threads; one process may have a file open.
 */
public final class FileRecordManager implements RecordManager, AutoCloseable {

    private final InMemoryRecordManager known = new InMemoryRecordManager();
    private final RecordLog log;

    private FileRecordManager(RecordLog log) {
        this.log = log;
    }

    /**
     * Opens the file, or makes it.
     *
     * @throws StoreException if it cannot be read or written, is open already, or a line before the last is damaged
     */
    public static FileRecordManager open(Path file) {
        RecordLog log = RecordLog.open(file);
        try {
            FileRecordManager manager = new FileRecordManager(log);
            manager.read();
            return manager;
        } catch (IOException e) {
            throw closing(log, new StoreException(file + ": cannot be read: " + e.getMessage(), e));
        } catch (StoreException e) {
            throw closing(log, e);
        }
    }

    private static StoreException closing(RecordLog log, StoreException e) {
        log.close();
        return e;
    }

    private void read() throws IOException {
        long lines = log.read(line -> {
            if (line.gone()) {
                known.update(List.of(), List.of(line.key()));
            } else {
                known.update(List.of(line.record()), List.of());
            }
        });
        List<IndexRecord> now = known.records().toList();
        if (lines > 1000 && lines > 4L * now.size()) {
            log.rewrite(now);
        }
    }

    @Override
    public List<IndexRecord> find(Collection<String> keys) {
        return known.find(keys);
    }

    @Override
    public synchronized void update(Collection<IndexRecord> records, Collection<String> forgotten) {
        List<RecordLine> lines = new ArrayList<>();
        records.forEach(record -> lines.add(RecordLine.of(record)));
        forgotten.forEach(key -> lines.add(RecordLine.gone(key)));
        log.append(lines);
        known.update(records, forgotten);
    }

    @Override
    public Stream<IndexRecord> records() {
        return known.records();
    }

    /** Closes the file; all that was updated is in it. */
    @Override
    public synchronized void close() {
        log.close();
    }
}
