package dev.lian4j.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;

/** Makes a PDF of the plays, 45 lines a page. */
final class Pdfs {

    private static final int LINES = 45;

    private Pdfs() {}

    static Path write(Path file, int pages) throws IOException {
        List<String> lines =
                Texts.plays().lines().filter(line -> !line.isBlank()).toList();
        try (PDDocument document = new PDDocument()) {
            PDType1Font font = new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN);
            for (int page = 0; page < pages; page++) {
                int start = page * LINES % (lines.size() - LINES);
                write(document, font, lines.subList(start, start + LINES));
            }
            document.save(file.toFile());
        }
        return file;
    }

    private static void write(PDDocument document, PDType1Font font, List<String> lines) throws IOException {
        PDPage page = new PDPage();
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(font, 11);
            content.setLeading(15);
            content.newLineAtOffset(60, 740);
            for (String line : lines) {
                content.showText(line.replaceAll("[^ -~]", "?"));
                content.newLine();
            }
            content.endText();
        }
    }

    /** Arguments: a file to write, how many pages. */
    public static void main(String... args) throws IOException {
        write(Path.of(args[0]), Integer.parseInt(args[1]));
    }
}
