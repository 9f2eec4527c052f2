package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;

/** Opens or makes the index in a folder, and refuses one of another kind, or a damaged one, before it is changed. */
final class Opening {

    private static final double BUFFER_MEGABYTES = 64;

    private final LuceneVectorStoreBuilder settings;
    private final Path path;
    private Header header;

    Opening(LuceneVectorStoreBuilder settings) {
        this.settings = settings;
        this.path = settings.folder();
        this.header = settings.header();
    }

    /** What the store is, the stored dimension included. */
    Header header() {
        return header;
    }

    LuceneIndex open() {
        try {
            return inFolder();
        } catch (LianException e) {
            throw e;
        } catch (LockObtainFailedException e) {
            throw new StoreException(
                    path + ": the store is open already, in another process or in this one; close it there first", e);
        } catch (IOException | RuntimeException e) { // damage that no checksum covers gives any of them
            throw new StoreException(
                    path + ": cannot be opened as a store: " + e
                            + "; see that it is a folder that can be written, or restore it from a copy",
                    e);
        }
    }

    private LuceneIndex inFolder() throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StoreException(path + ": is a file; a store is a folder");
        }
        Directory directory = settings.directory();
        try {
            return in(directory);
        } catch (Throwable e) {
            directory.close();
            throw e;
        }
    }

    private LuceneIndex in(Directory directory) throws IOException {
        if (exists(directory)) {
            check(directory);
        }
        IndexWriter writer = new IndexWriter(directory, config());
        try {
            if (exists(directory)) { // since the check, another process may have changed it
                header = stored(directory);
            } else {
                commit(writer, header);
            }
            return new LuceneIndex(path, directory, writer);
        } catch (Throwable e) {
            writer.rollback();
            throw e;
        }
    }

    private boolean exists(Directory directory) throws IOException {
        boolean exists = DirectoryReader.indexExists(directory);
        if (!exists && Arrays.stream(directory.listAll()).anyMatch(name -> name.startsWith("_"))) {
            throw new StoreException(path + ": has parts of a store, but not the file segments_N that lists them;"
                    + " restore the folder from a copy, or choose another");
        }
        return exists;
    }

    private void check(Directory directory) throws IOException {
        stored(directory);
        if (settings.verified()) {
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                for (LeafReaderContext leaf : reader.leaves()) {
                    leaf.reader().checkIntegrity();
                }
            }
        }
    }

    private Header stored(Directory directory) throws IOException {
        return settings.header()
                .check(path, SegmentInfos.readLatestCommit(directory).getUserData());
    }

    private IndexWriterConfig config() {
        return new IndexWriterConfig(settings.analyzer())
                .setCodec(WideVectors.codec())
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setCommitOnClose(false);
    }

    static void commit(IndexWriter writer, Header header) throws IOException {
        writer.setLiveCommitData(header.toMap().entrySet());
        writer.commit();
    }
}
