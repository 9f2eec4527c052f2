package dev.lian4j.dataconnection.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** PDF files for tests. */
final class Pdfs implements AutoCloseable {

    private final PDDocument pdf = new PDDocument(IOUtils.createTempFileOnlyStreamCache());
    private final PDFont latin = embedded();

    static Pdfs create() {
        return new Pdfs();
    }

    /** A file with a page for each text, whose lines are those of the text; no lines make an empty page. */
    static Path of(Path file, String... pages) {
        try (Pdfs pdfs = create()) {
            Arrays.stream(pages).forEach(page -> pdfs.latin(page.lines().toList()));
            return pdfs.save(file);
        }
    }

    PDDocument pdf() {
        return pdf;
    }

    Pdfs title(String title) {
        pdf.getDocumentInformation().setTitle(title);
        return this;
    }

    /** A page in an embedded font. */
    Pdfs latin(List<String> lines) {
        PDPage page = new PDPage();
        pdf.addPage(page);
        for (int i = 0; i < lines.size(); i++) {
            latin(page, 72, 700 - i * 14, lines.get(i));
        }
        return this;
    }

    /** A line somewhere on a page. */
    Pdfs latin(PDPage page, float x, float y, String line) {
        return write(page, content -> {
            content.beginText();
            content.setFont(latin, 12);
            content.newLineAtOffset(x, y);
            content.showText(line);
            content.endText();
        });
    }

    /** A page in the Song font that Chinese readers have, not embedded; 12 points wide characters. */
    Pdfs chinese(String... lines) {
        return chinese(16, lines);
    }

    /** As {@link #chinese}, the lines so many points apart. */
    Pdfs chinese(int leading, String... lines) {
        StringBuilder content = new StringBuilder("BT /F1 12 Tf 72 700 Td " + leading + " TL\n");
        for (String line : lines) {
            byte[] codes = line.getBytes(StandardCharsets.UTF_16BE);
            content.append('<').append(HexFormat.of().formatHex(codes)).append("> Tj T*\n");
        }
        PDPage page = new PDPage();
        pdf.addPage(page);
        PDResources resources = new PDResources();
        COSDictionary fonts = new COSDictionary();
        fonts.setItem(COSName.getPDFName("F1"), song());
        resources.getCOSObject().setItem(COSName.FONT, fonts);
        page.setResources(resources);
        return contents(page, content.append("ET").toString(), COSName.FLATE_DECODE);
    }

    /** The font of a Chinese page, to be damaged. */
    COSDictionary song(int page) {
        COSDictionary resources = pdf.getPage(page - 1).getResources().getCOSObject();
        return resources.getCOSDictionary(COSName.FONT).getCOSDictionary(COSName.getPDFName("F1"));
    }

    /** The content of a page as it stands, under a filter. */
    Pdfs contents(PDPage page, String content, COSName filter) {
        PDStream stream = new PDStream(pdf);
        try (OutputStream out = stream.createOutputStream(filter)) {
            out.write(content.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.setContents(stream);
        return this;
    }

    Path save(Path file) {
        try {
            pdf.save(file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            pdf.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Pdfs write(PDPage page, Writing writing) {
        try (PDPageContentStream content =
                new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.APPEND, true)) {
            writing.write(content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PDFont embedded() {
        try (InputStream font =
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return PDType0Font.load(pdf, font);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static COSDictionary song() {
        COSDictionary system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("GB1"));
        system.setItem(COSName.SUPPLEMENT, COSInteger.get(2));
        COSDictionary descendant = new COSDictionary();
        descendant.setItem(COSName.TYPE, COSName.FONT);
        descendant.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
        descendant.setName(COSName.BASE_FONT, "STSong-Light");
        descendant.setItem(COSName.CIDSYSTEMINFO, system);
        descendant.setInt(COSName.DW, 1000);
        COSArray descendants = new COSArray();
        descendants.add(descendant);
        COSDictionary font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, "STSong-Light-UniGB-UCS2-H");
        font.setName(COSName.ENCODING, "UniGB-UCS2-H");
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        return font;
    }

    @FunctionalInterface
    private interface Writing {
        void write(PDPageContentStream content) throws IOException;
    }
}
