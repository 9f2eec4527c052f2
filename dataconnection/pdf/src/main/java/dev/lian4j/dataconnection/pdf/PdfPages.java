package dev.lian4j.dataconnection.pdf;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/** The pages of one file that have text, one after another. Opens the file for the first, closes it after the last. */
final class PdfPages extends Spliterators.AbstractSpliterator<Document> {

    private final PdfOptions options;
    private final PageNumbers withoutText = new PageNumbers();
    private final PageNumbers missing = new PageNumbers();
    private @Nullable PDDocument pdf;
    private Map<String, Object> metadata = Map.of();
    private @Nullable Outline outline;
    private int total;
    private int page;
    private int found;
    private boolean ended;

    PdfPages(PdfOptions options) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.options = options;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Document> action) {
        Document document = next();
        if (document == null) {
            return false;
        }
        action.accept(document);
        return true;
    }

    /** Closes the file; there are no more pages then. */
    void close() {
        ended = true;
        PDDocument open = pdf;
        pdf = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                options.tell("could not be closed: " + Faults.words(e));
            }
        }
    }

    private @Nullable Document next() {
        if (ended) {
            return null;
        }
        try {
            PDDocument open = pdf == null ? open() : pdf;
            while (page < total) {
                String text = text(open);
                if (text != null) {
                    found++;
                    Map<String, Object> ofPage = new LinkedHashMap<>(metadata);
                    ofPage.put(Metadata.PAGE, page);
                    putHeadings(ofPage);
                    return Document.of(text, ofPage);
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        end();
        return null;
    }

    private void putHeadings(Map<String, Object> ofPage) {
        List<String> headings = outline == null ? List.of() : outline.at(page);
        if (!headings.isEmpty()) {
            ofPage.put("headings", headings);
        }
    }

    private PDDocument open() {
        PDDocument open = PdfOpener.open(options);
        pdf = open;
        total = PdfFacts.pages(open, options);
        metadata = PdfFacts.metadata(open, options, total);
        outline = Outline.of(open);
        return open;
    }

    /** Reads the next page: its text, or null where it has none or cannot be read, which is told. */
    private @Nullable String text(PDDocument open) {
        page++;
        PDPage next = page(open);
        if (next == null) {
            missing.add(page);
            return null;
        }
        try {
            String text = options.layout() ? PageLayout.of(open, next) : PageText.of(open, next);
            if (!text.isBlank()) {
                return text;
            }
            withoutText.add(page);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            options.tell("page " + page + " cannot be read: " + Faults.words(e));
        }
        return null;
    }

    /** The page, or null where the file lacks it, though it counts it. */
    private @Nullable PDPage page(PDDocument open) {
        try {
            return open.getPage(page - 1);
        } catch (RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    private void end() {
        close();
        if (!missing.isEmpty()) {
            options.tell("is damaged: of its " + total + " pages, " + missing + " cannot be found");
        }
        if (found == 0) {
            throw options.fault(
                    "has no text on " + (total == 1 ? "its page" : "any of its " + total + " pages")
                            + "; it is probably scanned: run text recognition (OCR) on it first",
                    null);
        }
        if (!withoutText.isEmpty()) {
            options.tell("no text on " + withoutText + " (scanned, empty or damaged); passed over");
        }
    }
}
