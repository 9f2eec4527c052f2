package dev.lian4j.dataconnection.office;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.DocumentStreams;
import dev.lian4j.dataconnection.load.ZipLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;

/**
 * Loads a PowerPoint file ({@code .pptx}), a document a slide that has text: its shapes from top to bottom as the file has
 * them, tables (a line a row, bars between the cells) and the speaker's notes at the end, with {@code source}, {@code page}
 * (from 1), {@code total_pages}, {@code title} (the slide's, else the file's) and {@code author}. Immutable.
 */
public final class PptxLoader implements DocumentLoader {

    private final OfficeFile file;

    private PptxLoader(OfficeFile file) {
        this.file = file;
    }

    /** A loader of a file of at most 256 MiB, or 512 MiB unpacked. The file is looked at only when loaded. */
    public static PptxLoader of(Path file) {
        return of(file, OfficeFile.LIMITS);
    }

    /** A loader of a file that unpacks to no more than this. */
    public static PptxLoader of(Path file, ZipLimits limits) {
        return new PptxLoader(new OfficeFile(file, limits, OfficeFile.Kind.POWERPOINT));
    }

    /**
     * The slides in order, those with no text left out.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, is damaged, encrypted, of an old format or over
     *     a limit
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(this::documents);
    }

    /** All at once: POI has the whole show in memory in any case. */
    private Stream<Document> documents() {
        try (OPCPackage content = file.open()) {
            XMLSlideShow show = file.read(() -> new XMLSlideShow(content));
            return file.read(() -> slides(show)).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Document> slides(XMLSlideShow show) {
        Map<String, Object> facts = file.facts(show.getProperties().getCoreProperties());
        List<XSLFSlide> slides = show.getSlides();
        facts.put(Metadata.TOTAL_PAGES, slides.size());
        return IntStream.range(0, slides.size())
                .mapToObj(i -> document(slides.get(i), i + 1, facts))
                .filter(document -> !document.text().isEmpty())
                .toList();
    }

    private static Document document(XSLFSlide slide, int number, Map<String, Object> facts) {
        Map<String, Object> metadata = new LinkedHashMap<>(facts);
        metadata.put(Metadata.PAGE, number);
        OfficeFile.put(metadata, Metadata.TITLE, slide.getTitle());
        return Document.of(SlideText.of(slide), metadata);
    }
}
