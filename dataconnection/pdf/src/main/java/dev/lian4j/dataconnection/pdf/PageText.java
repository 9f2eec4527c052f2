package dev.lian4j.dataconnection.pdf;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.TextPosition;

/** Gathers the lines of one page, with their place on it. */
final class PageText extends OnePage {

    private final List<PageLine> lines = new ArrayList<>();
    private final StringBuilder line = new StringBuilder();
    private float start = Float.MAX_VALUE;
    private float end;
    private float charWidth;
    private float fontSize;

    private PageText(PDPage page) {
        super(page);
    }

    static String of(PDDocument pdf, PDPage page) throws IOException {
        PageText text = new PageText(page);
        text.writeText(pdf, Writer.nullWriter());
        text.endLine(true);
        return LineJoiner.joined(text.lines);
    }

    @Override
    protected void writeString(String text, List<TextPosition> positions) {
        line.append(Radicals.unified(text));
        for (TextPosition position : positions) {
            start = Math.min(start, position.getX());
            end = Math.max(end, position.getX() + position.getWidth());
            charWidth = Math.max(charWidth, position.getWidth());
            fontSize = Math.max(fontSize, position.getFontSizeInPt());
        }
    }

    @Override
    protected void writeWordSeparator() {
        line.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        endLine(false);
    }

    @Override
    protected void endArticle() {
        endLine(true);
    }

    private void endLine(boolean article) {
        if (line.length() > 0) {
            lines.add(new PageLine(line.toString().strip(), start, end, charWidth, fontSize, article));
        }
        line.setLength(0);
        start = Float.MAX_VALUE;
        end = 0;
        charWidth = 0;
        fontSize = 0;
    }
}
