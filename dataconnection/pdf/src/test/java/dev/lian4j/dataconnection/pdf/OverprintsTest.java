package dev.lian4j.dataconnection.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Random;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverprintsTest {

    /** Reads with the part that is tested, and joins nothing. */
    private static final class Reader extends OnePage {
        Reader(PDPage page) {
            super(page);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void leavesOutWhatPdfBoxLeavesOut(int seed) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            scatter(pdf, page, new Random(seed));
            StringWriter ours = new StringWriter();
            new Reader(page).writeText(pdf, ours);
            StringWriter all = new StringWriter();
            PDFTextStripper twice = new PDFTextStripper();
            twice.setSuppressDuplicateOverlappingText(false);
            twice.writeText(pdf, all);
            assertThat(ours.toString().strip())
                    .isEqualTo(new PDFTextStripper().getText(pdf).strip())
                    .hasSizeLessThan(all.toString().strip().length());
        }
    }

    /** Words, each of a letter of its own, over and over at places near each other, in sizes from tiny to huge. */
    private static void scatter(PDDocument pdf, PDPage page, Random random) throws IOException {
        PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            for (int line = 0; line < 50; line++) {
                float size = (float) Math.scalb(1.0, random.nextInt(8)) * (1 + random.nextFloat());
                String word = String.valueOf((char) ('A' + line)).repeat(3);
                float x = 50 + random.nextInt(200);
                float y = 50 + 12 * random.nextInt(50);
                for (int again = 0; again < 4; again++) {
                    content.beginText();
                    content.setFont(font, size);
                    content.newLineAtOffset(
                            x + again * size / 7 * random.nextFloat(), y + size / 7 * random.nextFloat());
                    content.showText(word);
                    content.endText();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-5f, 1, 1e5f})
    void takesAnyCoordinates(float scale) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            PDPage page = new PDPage();
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.beginText();
                for (int i = 0; i < 3_000; i++) {
                    content.setTextMatrix(new Matrix(1, 0, 0, 1, i * scale, -scale));
                    content.showText("ab");
                    content.setTextMatrix(new Matrix(i * scale, 0, 0, 0, 0, 0));
                    content.showText("ab");
                }
                content.endText();
            }
            new Reader(page).writeText(pdf, Writer.nullWriter());
        }
    }
}
