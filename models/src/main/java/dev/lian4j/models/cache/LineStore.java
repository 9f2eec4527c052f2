package dev.lian4j.models.cache;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.io.AtomicFile;
import dev.lian4j.core.io.FileGuard;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values by key in an append-only file of JSON Lines; memory has only where each line is. Several processes may use one
 * file: writers lock it, readers see what others have added. A process that is killed loses at most the line that it was
 * writing. When most of the file is outdated, or there are too many values, it is written anew beside and put in place
 * in one step. Thread safe.
 */
final class LineStore {

    private static final Logger LOG = LoggerFactory.getLogger(LineStore.class);
    private static final long SMALLEST_REWRITTEN = 1 << 20;

    private record Slot(long offset, int length, long at) {}

    private final Path path;
    private final int maxEntries;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private String id = "";
    private long read;
    private long live;

    LineStore(Path path, int maxEntries) {
        this.path = path.toAbsolutePath();
        this.maxEntries = maxEntries;
    }

    /** The line of a key, if one is kept that is not older than this, in milliseconds since 1970. */
    synchronized Optional<Line> get(String key, long notBefore) {
        try (LineFile file = LineFile.toRead(path)) {
            catchUp(file);
            Slot slot = slots.get(key);
            return slot == null || slot.at < notBefore ? Optional.empty() : line(file, key, slot);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private Optional<Line> line(LineFile file, String key, Slot slot) throws IOException {
        try {
            return Optional.of(Line.of(file.text(slot.offset, slot.length)))
                    .filter(line -> line.key().equals(key));
        } catch (IllegalArgumentException e) {
            warn(slot.offset, e);
            return Optional.empty();
        }
    }

    /** Keeps a line, in place of an older one of its key. */
    synchronized void put(Line line) {
        try {
            Files.createDirectories(path.getParent());
            try (FileGuard ignored = FileGuard.beside(path)) {
                append(line);
                if (outgrown()) {
                    rewrite();
                }
            }
        } catch (IOException e) {
            throw failed("written", e);
        }
    }

    private void append(Line line) throws IOException {
        try (LineFile file = LineFile.toWrite(path)) {
            if (file.id().isEmpty()) {
                file.writeHeader();
            }
            catchUp(file);
            file.append(line.json());
            catchUp(file);
        }
    }

    /** Reads what has been added, or all of a file that has been put in the place of the one known. */
    private void catchUp(LineFile file) throws IOException {
        String now = file.id();
        if (!now.equals(id) || file.size() < read) {
            slots.clear();
            id = now;
            read = 0;
            live = 0;
        }
        read = file.lines(read, this::index);
    }

    private void index(long offset, String text, int length) {
        if (offset == 0) {
            return;
        }
        try {
            Line line = Line.of(text);
            // Taken out first, so that the order is that of the last writing.
            forget(slots.remove(line.key()));
            slots.put(line.key(), new Slot(offset, length, line.at()));
            live += length;
        } catch (IllegalArgumentException e) {
            warn(offset, e);
        }
    }

    private void forget(@Nullable Slot slot) {
        live -= slot == null ? 0 : slot.length;
    }

    private void warn(long offset, IllegalArgumentException e) {
        LOG.warn("{}: the line at byte {} is damaged and is passed over: {}", path, offset, e.getMessage());
    }

    private boolean outgrown() {
        return slots.size() > maxEntries || (read > SMALLEST_REWRITTEN && live < read / 2);
    }

    private void rewrite() throws IOException {
        dropOldest();
        try (LineFile from = LineFile.toRead(path)) {
            AtomicFile.replace(path, channel -> copy(from, LineFile.over(path, channel)));
        }
        try (LineFile file = LineFile.toRead(path)) {
            catchUp(file);
        }
    }

    private void copy(LineFile from, LineFile to) throws IOException {
        to.writeHeader();
        for (Slot slot : slots.values()) {
            to.append(from.text(slot.offset, slot.length));
        }
    }

    /** A tenth more than must go, so that the next value does not have the file written anew again. */
    private void dropOldest() {
        int left = slots.size() > maxEntries ? Math.max(1, maxEntries - maxEntries / 10) : maxEntries;
        Iterator<Slot> oldest = slots.values().iterator();
        while (slots.size() > left) {
            forget(oldest.next());
            oldest.remove();
        }
    }

    private LianException failed(String what, IOException e) {
        return e instanceof ClosedByInterruptException
                ? CancelledException.interrupted("using the cache file " + path)
                : new StoreException("The cache file " + path + " cannot be " + what + ": " + e.getMessage(), e);
    }
}
