package dev.lian4j.dataconnection.pdf;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Spliterators;
import java.util.function.Consumer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/** The pages of one file that have text, one after another. Opens the file for the first, closes it after the last. */
final class PdfPages extends Spliterators.AbstractSpliterator<Document> {

    private final PdfOptions options;
    private final PageNumbers withoutText = new PageNumbers();
    private @Nullable PDDocument pdf;
    private Map<String, Object> metadata = Map.of();
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

    private PDDocument open() {
        PDDocument open = PdfOpener.open(options);
        pdf = open;
        total = PdfFacts.pages(open, options);
        metadata = PdfFacts.metadata(open, options, total);
        return open;
    }

    /** Reads the next page: its text, or null where it has none or cannot be read, which is told. */
    private @Nullable String text(PDDocument open) {
        page++;
        try {
            String text = PageText.of(open, page);
            if (text.isBlank()) {
                withoutText.add(page);
                return null;
            }
            return text;
        } catch (IndexOutOfBoundsException e) {
            options.tell("says that it has " + total + " pages, but page " + page + " is not there");
            total = page;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            options.tell("page " + page + " cannot be read: " + Faults.words(e));
        }
        return null;
    }

    private void end() {
        close();
        if (found == 0) {
            throw options.fault(
                    "has no text on " + (total == 1 ? "its page" : "any of its " + total + " pages")
                            + "; it is probably scanned: run text recognition (OCR) on it first",
                    null);
        }
        if (!withoutText.isEmpty()) {
            options.tell("no text on " + withoutText + " (pictures or empty); passed over");
        }
    }
}
