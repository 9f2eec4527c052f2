package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads an EPUB book, a document for each part of its reading order that has text, with {@code source}, the book's
 * {@code title}, {@code author} and {@code language}, {@code chapter} (what the table of contents calls the part, else its
 * first heading) and {@code seq_num} (its place in the reading order, from 1). Lazy: parts are read as they are pulled.
 * Immutable.
 *
 * <p>A part that is missing or cannot be read is told to {@link Builder#onProblem} (a warning in the log by default) and the
 * others go on. Books that are locked (DRM) are an error.
 */
public final class EpubLoader implements DocumentLoader {

    private static final Logger LOG = LoggerFactory.getLogger(EpubLoader.class);

    private final Path file;
    private final ZipLimits limits;
    private final Consumer<LoadProblem> onProblem;

    private EpubLoader(Builder options) {
        this.file = options.file;
        this.limits = options.limits;
        this.onProblem = options.onProblem;
    }

    /** A loader of a book within {@link ZipLimits#DEFAULT}. The file is looked at only when loaded. */
    public static EpubLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the book. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The parts in reading order, read as they are pulled.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, is no EPUB, is locked or is over a limit
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> parts(ZipArchive.open(file, limits)));
    }

    private Stream<Document> parts(ZipArchive archive) {
        try {
            EpubBook book = new EpubReader(file, archive).book();
            return DocumentStreams.oneByOne(
                            book.parts().iterator(), part -> document(archive, book, part), this::failed)
                    .onClose(archive::close);
        } catch (RuntimeException e) {
            archive.close();
            throw FileFault.of(file, e);
        }
    }

    private Stream<Document> document(ZipArchive archive, EpubBook book, EpubBook.Part part) {
        org.jsoup.nodes.Document page = new EpubReader(file, archive).page(part.path());
        String chapter = chapter(part, page);
        String text = HtmlPage.text(page);
        return text.isEmpty() ? Stream.empty() : Stream.of(Document.of(text, metadata(book, part, chapter)));
    }

    private Map<String, Object> metadata(EpubBook book, EpubBook.Part part, String chapter) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.toString());
        metadata.putAll(book.facts());
        if (!chapter.isBlank()) {
            metadata.put("chapter", chapter);
        }
        metadata.put(Metadata.SEQUENCE, part.number());
        return metadata;
    }

    private static String chapter(EpubBook.Part part, org.jsoup.nodes.Document page) {
        org.jsoup.nodes.Element heading = page.selectFirst("h1, h2, h3");
        return part.label().isBlank() && heading != null ? heading.text() : part.label();
    }

    private void failed(EpubBook.Part part, RuntimeException fault) {
        String reason = FileFault.reason(FileFault.of(file, fault));
        onProblem.accept(new LoadProblem(file, "part " + part.number() + ", " + part.path() + ": " + reason));
    }

    /** Settings for an {@link EpubLoader}. */
    public static final class Builder {

        private final Path file;
        private ZipLimits limits = ZipLimits.DEFAULT;
        private Consumer<LoadProblem> onProblem = problem -> LOG.warn("Not loaded: {}", problem);

        private Builder(Path file) {
            this.file = file;
        }

        /** How much the book may hold, unpacked; {@link ZipLimits#DEFAULT} by default. */
        public Builder limits(ZipLimits most) {
            this.limits = most;
            return this;
        }

        /** Who is told of parts that cannot be read; a warning in the log by default. */
        public Builder onProblem(Consumer<LoadProblem> listener) {
            this.onProblem = listener;
            return this;
        }

        /** The loader. */
        public EpubLoader build() {
            return new EpubLoader(this);
        }
    }
}
