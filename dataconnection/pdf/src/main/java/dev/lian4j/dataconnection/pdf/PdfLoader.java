package dev.lian4j.dataconnection.pdf;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.LoadProblem;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a PDF file, one document a page, with the metadata {@code source}, {@code page} (from 1), {@code total_pages} and,
 * where the file has one, {@code title}; and, where it has a table of contents, {@code headings} (those that the page stands
 * under, the widest first). Lazy: pages are read as they are pulled, in memory that does not grow with their
 * number; a scratch file in the temporary folder holds what must be kept. Text comes in the order in which the file has
 * it, column by column in most; wrapped lines of Chinese and Japanese are joined again, so that words can be found.
 * Immutable.
 *
 * <p>A page that has no text or cannot be read is told to {@link Builder#onProblem} (a warning in the log by default) and
 * the others go on; a file without any text on any page is an error. PDFBox logs faults of files to SLF4J, under
 * {@code org.apache.pdfbox} and {@code org.apache.fontbox}.
 */
public final class PdfLoader implements DocumentLoader {

    private static final Logger LOG = LoggerFactory.getLogger(PdfLoader.class);

    private final PdfOptions options;

    private PdfLoader(PdfOptions options) {
        this.options = options;
    }

    /** A loader of a file of at most 50,000 pages and 1 GiB. The file is looked at only when loaded. */
    public static PdfLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the file. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The pages that have text, in order, read as they are pulled. The file is open from the first page to the last, or
     * until the stream is closed.
     *
     * @throws DocumentLoadException when pulled, if the file is missing, no PDF, damaged, cut off, encrypted with another
     *     password, over a limit, or has no text on any page
     */
    @Override
    public Stream<Document> load() {
        PdfPages pages = new PdfPages(options);
        return StreamSupport.stream(pages, false).onClose(pages::close);
    }

    @Override
    public String toString() {
        return "PdfLoader[" + options.file() + "]";
    }

    /** Settings for a {@link PdfLoader}. */
    public static final class Builder {

        private final Path file;
        private String password = "";
        private int maxPages = 50_000;
        private long maxBytes = 1L << 30;
        private boolean acceptTruncated;
        private boolean layout;
        private Consumer<LoadProblem> onProblem = problem -> LOG.warn("{}", problem);

        private Builder(Path file) {
            this.file = file;
        }

        /** The password that the file opens with; none by default. */
        public Builder password(String newPassword) {
            this.password = newPassword;
            return this;
        }

        /** The most pages that the file may have; 50,000 by default. */
        public Builder maxPages(int newMaxPages) {
            this.maxPages = newMaxPages;
            return this;
        }

        /** The most bytes that the file may have; 1 GiB by default. */
        public Builder maxBytes(long newMaxBytes) {
            this.maxBytes = newMaxBytes;
            return this;
        }

        /** Whether to load what there is of a file whose end is missing; an error by default. */
        public Builder acceptTruncated(boolean newAcceptTruncated) {
            this.acceptTruncated = newAcceptTruncated;
            return this;
        }

        /**
         * Whether words stay where they stand on the page, by blanks between them, so that tables and forms can be read; by
         * default text is for reading on and splitting, with wrapped lines of Chinese joined.
         */
        public Builder layout(boolean keep) {
            this.layout = keep;
            return this;
        }

        /** Who is told of pages without text and of pages that cannot be read; a warning in the log by default. */
        public Builder onProblem(Consumer<LoadProblem> listener) {
            this.onProblem = listener;
            return this;
        }

        /** The loader. */
        public PdfLoader build() {
            return new PdfLoader(
                    new PdfOptions(file, password, maxPages, maxBytes, acceptTruncated, layout, onProblem));
        }
    }
}
