package dev.lian4j.dataconnection.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;

/** The table of contents that a file carries for its readers: under which headings a page stands. */
final class Outline {

    /** Enough for any book; a hostile file may have as many as it likes, in circles too. */
    private static final int MOST = 10_000;

    private static final int DEEPEST = 20;

    private final PDDocument pdf;

    /** The number of each page, from 1. */
    private final IdentityHashMap<COSDictionary, Integer> pages = new IdentityHashMap<>();

    private final Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final TreeMap<Integer, List<String>> headings = new TreeMap<>();

    private Outline(PDDocument pdf) {
        this.pdf = pdf;
    }

    /** That of a file; one that cannot be read is as good as none. */
    static Outline of(PDDocument pdf) {
        Outline outline = new Outline(pdf);
        try {
            PDDocumentOutline root = pdf.getDocumentCatalog().getDocumentOutline();
            if (root != null) {
                outline.number();
                outline.add(root, List.of());
            }
        } catch (RuntimeException | StackOverflowError e) {
            // What was found up to here is true all the same.
        }
        return outline;
    }

    /** Once for all: to look up each would run through the pages each time. */
    private void number() {
        for (PDPage page : pdf.getPages()) {
            pages.putIfAbsent(page.getCOSObject(), pages.size() + 1);
        }
    }

    /** The headings that a page stands under, the widest first: those in force where the page ends. */
    List<String> at(int page) {
        Map.Entry<Integer, List<String>> last = headings.floorEntry(page);
        return last == null ? List.of() : last.getValue();
    }

    private void add(PDOutlineNode parent, List<String> above) {
        for (PDOutlineItem item = parent.getFirstChild(); item != null; item = item.getNextSibling()) {
            if (seen.size() >= MOST || above.size() >= DEEPEST || !seen.add(item.getCOSObject())) {
                return;
            }
            List<String> path = new ArrayList<>(above);
            if (item.getTitle() != null && !item.getTitle().isBlank()) {
                path.add(item.getTitle().strip());
                note(item, path);
            }
            add(item, path);
        }
    }

    /** A later heading on the same page counts more: what follows the page is under it. */
    private void note(PDOutlineItem item, List<String> path) {
        try {
            PDPage page = item.findDestinationPage(pdf);
            Integer number = page == null ? null : pages.get(page.getCOSObject());
            if (number != null) {
                headings.put(number, List.copyOf(path));
            }
        } catch (IOException e) {
            // An entry that leads nowhere.
        }
    }
}
