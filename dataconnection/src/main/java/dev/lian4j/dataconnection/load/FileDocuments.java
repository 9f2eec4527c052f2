package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documents of one file after another. An error while a file is read ends that file only. */
final class FileDocuments extends Spliterators.AbstractSpliterator<Document> {

    private final FileWalk walk;
    private final DirectoryLoader loader;
    private @Nullable Open open;
    private @Nullable Document pulled;

    FileDocuments(FileWalk walk, DirectoryLoader loader) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.walk = walk;
        this.loader = loader;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Document> action) {
        while (open != null || openNext()) {
            Document document = pull();
            if (document != null) {
                action.accept(document);
                return true;
            }
            close();
        }
        return false;
    }

    void close() {
        if (open != null) {
            Stream<Document> stream = open.stream();
            open = null;
            stream.close();
        }
    }

    /** Opens the next file that has a loader, if it opens; says whether the walk goes on. */
    private boolean openNext() {
        FileWalk.Found found = walk.next();
        while (found != null && open == null) {
            open(found);
            found = open == null ? walk.next() : found;
        }
        return open != null;
    }

    private void open(FileWalk.Found found) {
        try {
            if (found.fault() != null) {
                throw found.fault();
            }
            DocumentLoader fileLoader = loader.loaderOf(found.path());
            if (fileLoader == null) {
                loader.unknown(found);
            } else {
                Stream<Document> stream = fileLoader.load();
                open = new Open(found, stream, stream.spliterator());
            }
        } catch (DocumentLoadException e) {
            loader.failed(found, e);
        } catch (UncheckedIOException e) {
            loader.failed(found, FileFault.of(found.path(), e.getCause()));
        }
    }

    /**
     * The next document of the open file, or null at its end or on an error. The document is handed on only by the caller, so
     * that an error of whoever takes it is not taken for one of the file.
     */
    private @Nullable Document pull() {
        Open from = Objects.requireNonNull(open);
        pulled = null;
        try {
            from.documents().tryAdvance(document -> pulled = document);
        } catch (DocumentLoadException e) {
            close();
            loader.failed(from.found(), e);
        } catch (UncheckedIOException e) {
            close();
            loader.failed(from.found(), FileFault.of(from.found().path(), e.getCause()));
        }
        return pulled;
    }

    private record Open(FileWalk.Found found, Stream<Document> stream, Spliterator<Document> documents) {}
}
