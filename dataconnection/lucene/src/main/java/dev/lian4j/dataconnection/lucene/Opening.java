package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** Opens or makes the index in a folder, and refuses one of another kind before a byte of it is changed. */
final class Opening {

    private static final double BUFFER_MEGABYTES = 64;

    private final Path path;
    private final Analyzer analyzer;
    private Header header;

    Opening(Path path, Analyzer analyzer, Header header) {
        this.path = path;
        this.analyzer = analyzer;
        this.header = header;
    }

    /** What the store is, the stored dimension included. */
    Header header() {
        return header;
    }

    LuceneIndex open() {
        try {
            return inFolder();
        } catch (LockObtainFailedException e) {
            throw new StoreException(
                    path + ": the store is open already, in another process or in this one; close it there first", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    path + ": cannot be opened as a store: " + e.getMessage()
                            + "; see that it is a folder that can be written, or restore it from a copy",
                    e);
        }
    }

    private LuceneIndex inFolder() throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StoreException(path + ": is a file; a store is a folder");
        }
        Directory directory = FSDirectory.open(path);
        try {
            return in(directory);
        } catch (Throwable e) {
            directory.close();
            throw e;
        }
    }

    private LuceneIndex in(Directory directory) throws IOException {
        boolean exists = DirectoryReader.indexExists(directory);
        if (exists) {
            header = header.check(path, SegmentInfos.readLatestCommit(directory).getUserData());
        }
        IndexWriter writer = new IndexWriter(directory, config());
        try {
            if (!exists) {
                commit(writer, header);
            }
            return new LuceneIndex(path, directory, writer);
        } catch (Throwable e) {
            writer.rollback();
            throw e;
        }
    }

    private IndexWriterConfig config() {
        return new IndexWriterConfig(analyzer)
                .setCodec(WideVectors.codec())
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setCommitOnClose(false);
    }

    static void commit(IndexWriter writer, Header header) throws IOException {
        writer.setLiveCommitData(header.toMap().entrySet());
        writer.commit();
    }
}
