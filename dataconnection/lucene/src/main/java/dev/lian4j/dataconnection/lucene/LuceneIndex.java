package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.ThreadInterruptedException;

/**
 * An open index: searches run side by side and see every change made before them; a change is seen, and committed, whole
 * or not at all.
 */
final class LuceneIndex {

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private DirectoryReader reader;
    private IndexSearcher searcher;
    private volatile boolean changed;

    LuceneIndex(Path path, Directory directory, IndexWriter writer) throws IOException {
        this.path = path;
        this.directory = directory;
        this.writer = writer;
        this.reader = DirectoryReader.open(writer);
        this.searcher = searcherOf(reader);
    }

    <T> T search(Search<T> search) {
        lockToRead();
        try {
            return search.in(searcher);
        } catch (IOException | AlreadyClosedException e) {
            throw failed("be searched", e);
        } finally {
            lock.readLock().unlock();
        }
    }

    <T> T change(Change<T> change) {
        if (Thread.currentThread().isInterrupted()) {
            throw CancelledException.interrupted("waiting to change " + path);
        }
        lock.writeLock().lock();
        try {
            return change.with(writer);
        } catch (IOException | AlreadyClosedException e) {
            throw failed("be changed", e);
        } catch (ThreadInterruptedException e) {
            throw CancelledException.interrupted("changing " + path);
        } finally {
            changed = true;
            lock.writeLock().unlock();
        }
    }

    /** What a search would see now; only for use within a change. */
    IndexSearcher current() throws IOException {
        refresh();
        return searcher;
    }

    /** Closes without a commit. Does nothing the second time. */
    void close() {
        lock.writeLock().lock();
        try {
            reader.close();
            writer.rollback();
            directory.close();
        } catch (IOException e) {
            throw failed("be closed", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    boolean isOpen() {
        return writer.isOpen();
    }

    private void lockToRead() {
        if (!changed) {
            lock.readLock().lock();
            return;
        }
        lock.writeLock().lock();
        try {
            refresh();
            lock.readLock().lock();
        } catch (IOException | AlreadyClosedException e) {
            throw failed("be searched", e);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void refresh() throws IOException {
        DirectoryReader newer = DirectoryReader.openIfChanged(reader, writer);
        if (newer != null) {
            reader.close();
            reader = newer;
            searcher = searcherOf(newer);
        }
        changed = false;
    }

    private static IndexSearcher searcherOf(DirectoryReader reader) {
        IndexSearcher made = new IndexSearcher(reader);
        made.setQueryCache(null);
        return made;
    }

    private StoreException failed(String what, Exception e) {
        if (!writer.isOpen() && writer.getTragicException() == null) {
            return new StoreException(path + ": the store is closed", e);
        }
        return new StoreException(
                path + ": the store cannot " + what + ": " + e.getMessage()
                        + "; close it, see to the disk and open it again: it has what was committed last",
                e);
    }

    /** What is done with a searcher. */
    interface Search<T> {
        T in(IndexSearcher searcher) throws IOException;
    }

    /** What is done with the writer. */
    interface Change<T> {
        T with(IndexWriter writer) throws IOException;
    }
}
