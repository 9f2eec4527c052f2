package dev.lian4j.dataconnection.pdf;

import dev.lian4j.core.document.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** What a PDF tells of itself. */
final class PdfFacts {

    private PdfFacts() {}

    /** How many pages there are; at least one. */
    static int pages(PDDocument pdf, PdfOptions options) {
        int pages;
        try {
            pages = pdf.getNumberOfPages();
        } catch (RuntimeException | StackOverflowError e) {
            throw options.fault("is damaged: its pages cannot be found (" + Faults.words(e) + "); get a new copy", e);
        }
        if (pages < 1) {
            throw options.fault("has no pages; it is damaged or cut off: get a new copy", null);
        }
        if (pages > options.maxPages()) {
            throw options.fault(
                    "has " + pages + " pages, more than the limit of " + options.maxPages()
                            + "; raise it with PdfLoader.builder(file).maxPages(...)",
                    null);
        }
        return pages;
    }

    /** What all pages have in common. */
    static Map<String, Object> metadata(PDDocument pdf, PdfOptions options, int pages) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, options.file().toString());
        metadata.put(Metadata.TOTAL_PAGES, pages);
        String title = title(pdf);
        if (title != null && !title.isBlank()) {
            metadata.put(Metadata.TITLE, title.strip());
        }
        return metadata;
    }

    /** A title that cannot be read is as good as none. */
    private static @Nullable String title(PDDocument pdf) {
        try {
            return pdf.getDocumentInformation().getTitle();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
