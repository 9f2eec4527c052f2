package dev.lian4j.dataconnection.office;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.DocumentStreams;
import dev.lian4j.dataconnection.load.ZipLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/**
 * Loads a Word file ({@code .docx}) as one document: paragraphs, lists and tables (a line a row, bars between the cells) in
 * their order, with {@code source} and, where the file has them, {@code title} and {@code author}. Footnotes stand at the
 * end; headers, footers, comments and what was deleted are left out. Immutable.
 */
public final class DocxLoader implements DocumentLoader {

    private final OfficeFile file;

    private DocxLoader(OfficeFile file) {
        this.file = file;
    }

    /** A loader of a file of at most 256 MiB, or 512 MiB unpacked. The file is looked at only when loaded. */
    public static DocxLoader of(Path file) {
        return of(file, OfficeFile.LIMITS);
    }

    /** A loader of a file that unpacks to no more than this. */
    public static DocxLoader of(Path file, ZipLimits limits) {
        return new DocxLoader(new OfficeFile(file, limits, OfficeFile.Kind.WORD));
    }

    /**
     * The one document, read when it is pulled; none where there is no text.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, is damaged, encrypted, of an old format or over
     *     a limit
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(this::documents);
    }

    private Stream<Document> documents() {
        try (OPCPackage content = file.open()) {
            XWPFDocument word = file.read(() -> new XWPFDocument(content));
            Map<String, Object> facts =
                    file.facts(file.read(() -> word.getProperties().getCoreProperties()));
            String text = file.read(() -> WordText.of(word));
            return text.isEmpty() ? Stream.empty() : Stream.of(Document.of(text, facts));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
