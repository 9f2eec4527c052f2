package dev.lian4j.dataconnection.pdf;

import java.io.IOException;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageTree;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/** Reads the text of one page, each glyph once. */
abstract class OnePage extends PDFTextStripper {

    private final PDPage page;
    private final Overprints overprints = new Overprints();
    private boolean replaced;

    OnePage(PDPage page) {
        this.page = page;
        setStartPage(0); // the engine counts pages from 0 when it is handed one alone
        setSuppressDuplicateOverlappingText(false); // done here, faster
    }

    /** The one page; the engine's own way runs through all pages each time. */
    @Override
    protected final void processPages(PDPageTree pages) throws IOException {
        if (page.hasContents()) {
            processPage(page);
        }
    }

    @Override
    protected final void processTextPosition(TextPosition glyph) {
        if (replaced || !overprints.isAgain(glyph)) {
            super.processTextPosition(glyph);
        }
    }

    /** Glyphs for which the file gives another text are all needed: the engine puts it in the place of the first. */
    @Override
    public final void beginMarkedContentSequence(@Nullable COSName tag, @Nullable COSDictionary properties) {
        super.beginMarkedContentSequence(tag, properties);
        replaced = properties != null && properties.getString(COSName.ACTUAL_TEXT) != null;
    }

    @Override
    public final void endMarkedContentSequence() {
        super.endMarkedContentSequence();
        replaced = false;
    }
}
