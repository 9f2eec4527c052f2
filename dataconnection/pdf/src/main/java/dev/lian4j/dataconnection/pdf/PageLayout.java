package dev.lian4j.dataconnection.pdf;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.TextPosition;

/**
 * The text of a page with its words where they stand on it, as in a typewriter's columns: tables and forms stay readable.
 * Ideographs and full-width forms are two columns wide.
 */
final class PageLayout extends OnePage {

    /** No real page is wider; a damaged one may place words anywhere. */
    private static final int MAX_COLUMNS = 400;

    private final List<List<Word>> lines = new ArrayList<>();
    private List<Word> line = new ArrayList<>();
    private float widths;
    private int columns;

    private PageLayout(PDPage page) {
        super(page);
        setSortByPosition(true);
    }

    static String of(PDDocument pdf, PDPage page) throws IOException {
        PageLayout layout = new PageLayout(page);
        layout.writeText(pdf, Writer.nullWriter());
        layout.writeLineSeparator();
        return layout.text();
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        if (positions.isEmpty() || text.isBlank()) {
            return;
        }
        String word = Radicals.unified(text);
        line.add(new Word(positions.get(0).getX(), word));
        positions.forEach(position -> widths += position.getWidth());
        columns += columns(word);
    }

    @Override
    protected void writeLineSeparator() {
        if (!line.isEmpty()) {
            lines.add(line);
            line = new ArrayList<>();
        }
    }

    @Override
    protected void endArticle() {
        writeLineSeparator();
    }

    private String text() {
        float column = Math.max(1, widths / Math.max(1, columns));
        float left = (float)
                lines.stream().flatMap(List::stream).mapToDouble(Word::x).min().orElse(0);
        StringBuilder text = new StringBuilder();
        lines.forEach(words -> append(text, words, left, column));
        return text.toString().stripTrailing();
    }

    private static void append(StringBuilder text, List<Word> words, float left, float column) {
        int at = 0;
        for (Word word : words) {
            int wanted = Math.min(MAX_COLUMNS, Math.round((word.x() - left) / column));
            int blanks = Math.max(at == 0 ? 0 : 1, wanted - at);
            text.append(" ".repeat(blanks)).append(word.text());
            at += blanks + columns(word.text());
        }
        text.append('\n');
    }

    private static int columns(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        return Character.isIdeographic(c)
                || (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xd7a3)
                || (c >= 0xff01 && c <= 0xff60);
    }

    private record Word(float x, String text) {}
}
