package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/**
 * An open index: changes are made one after the other, and each is seen, and committed, whole or not at all; searches run
 * beside them and see every change that was done before they began. The first fault of the disk ends it.
 */
final class LuceneIndex {

    private final Path path;
    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final WriterThread thread;
    private volatile boolean changed;
    private volatile boolean closed;
    private volatile @Nullable Throwable fault;

    LuceneIndex(Path path, Directory directory, IndexWriter writer) throws IOException {
        this.path = path;
        this.directory = directory;
        this.writer = writer;
        this.searchers = new SearcherManager(writer, new WithoutCache());
        this.thread = new WriterThread("lian4j-store-" + path.getFileName());
    }

    <T> T search(Search<T> search) {
        if (changed) {
            write("be searched", this::refresh);
        }
        try {
            return searched(search);
        } catch (LianException e) {
            throw e;
        } catch (IOException | RuntimeException | InternalError e) { // a file that was cut or changed gives any of them
            throw failed("be searched", e);
        }
    }

    <T> T change(Change<T> change) {
        if (Thread.currentThread().isInterrupted()) {
            throw CancelledException.interrupted("waiting to change " + path);
        }
        return write("be changed", () -> {
            try {
                return change.with(writer);
            } finally {
                changed = true;
            }
        });
    }

    /** Deletes what the query finds and says how many. */
    int delete(Query meant) {
        return change(deleting -> {
            refresh();
            int count = searched(searcher -> searcher.count(meant));
            if (count > 0) {
                deleting.deleteDocuments(meant);
            }
            return count;
        });
    }

    /** Makes a last change and closes. Does nothing the second time. */
    void close(Change<?> last) {
        write("be closed", () -> {
            if (!closed && fault == null) {
                closeAfter(last);
            }
            return true;
        });
    }

    private void closeAfter(Change<?> last) throws IOException {
        try {
            last.with(writer);
        } finally {
            closed = true;
            release();
        }
    }

    private boolean refresh() throws IOException {
        searchers.maybeRefreshBlocking();
        // Only now: a search that saw it earlier would not wait for the change. No change comes between, on this
        // thread.
        changed = false;
        return true;
    }

    private <T> T searched(Search<T> search) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return search.in(searcher);
        } finally {
            searchers.release(searcher);
        }
    }

    private void release() throws IOException {
        IOUtils.close(searchers, writer::rollback, directory);
    }

    private <T> T write(String what, Callable<T> work) {
        try {
            return thread.call(() -> writeOrGiveUp(work));
        } catch (LianException e) {
            throw e;
        } catch (Exception e) {
            throw failed(what, e);
        }
    }

    /** What was refused leaves the index as it was; after any other fault nobody knows what reached the disk. */
    private <T> T writeOrGiveUp(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (LianException e) {
            throw e;
        } catch (Exception | Error e) {
            giveUp(e);
            throw e;
        }
    }

    private void giveUp(Throwable reason) {
        if (fault == null && !closed) {
            fault = reason;
        }
        try {
            release();
        } catch (IOException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }

    private StoreException failed(String what, Throwable e) {
        Throwable first = fault == null ? e : fault;
        if (first instanceof AlreadyClosedException) {
            return new StoreException(path + ": the store is closed", e);
        }
        return new StoreException(
                path + ": the store cannot " + what + ": " + first
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

    /** Lucene's cache of filters would be one for all stores of the process. */
    private static final class WithoutCache extends SearcherFactory {
        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous) {
            IndexSearcher made = new IndexSearcher(reader);
            made.setQueryCache(null);
            return made;
        }
    }
}
