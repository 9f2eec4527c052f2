package dev.lian4j.dataconnection.office;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFReader.SheetIterator;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.StylesTable;
import org.xml.sax.SAXException;

/** An open Excel file: what all its sheets share, and the sheets as they are read. */
final class Workbook {

    private final OfficeFile file;
    private final OPCPackage content;
    private final XSSFReader reader;
    private final CellFormat format;

    private Workbook(OfficeFile file, OPCPackage content, XSSFReader reader, CellFormat format) {
        this.file = file;
        this.content = content;
        this.reader = reader;
        this.format = format;
    }

    static Workbook open(OfficeFile file) {
        OPCPackage content = file.open();
        try {
            return file.read(() -> {
                XSSFReader reader = new XSSFReader(content);
                StylesTable styles = reader.getStylesTable();
                return new Workbook(file, content, reader, new CellFormat(strings(content), styles));
            });
        } catch (RuntimeException e) {
            content.revert();
            throw e;
        }
    }

    /** Without the marks of how Japanese and Chinese words are said, which would stand among them. */
    private static SharedStrings strings(OPCPackage content) throws IOException {
        try {
            return new ReadOnlySharedStringsTable(content, false);
        } catch (SAXException e) {
            throw new IOException("its table of texts is not well-formed", e);
        }
    }

    /** The sheets of these names, or all. */
    List<Sheet> parts(List<String> names) {
        List<Sheet> sheets = file.read(this::sheets);
        List<String> found = sheets.stream().map(Sheet::name).toList();
        names.stream().filter(name -> !found.contains(name)).findFirst().ifPresent(missing -> {
            throw new DocumentLoadException(file.path().toString(), "has no sheet '" + missing + "', only " + found);
        });
        return sheets.stream()
                .filter(sheet -> names.isEmpty() || names.contains(sheet.name()))
                .toList();
    }

    private List<Sheet> sheets() throws IOException, OpenXML4JException {
        List<Sheet> sheets = new ArrayList<>();
        SheetIterator each = (SheetIterator) reader.getSheetsData();
        while (each.hasNext()) {
            // Charts are sheets without cells; to look costs opening each.
            each.next().close();
            sheets.add(new Sheet(
                    each.getSheetName(), each.getSheetPart().getPartName().getName()));
        }
        return sheets;
    }

    Stream<Document> rows(Sheet sheet) {
        SheetRows rows = new SheetRows(file, sheet.name(), open(sheet), format);
        return StreamSupport.stream(rows, false).onClose(rows::close);
    }

    private InputStream open(Sheet sheet) {
        return file.read(() -> content.getPartsByName(Pattern.compile(Pattern.quote(sheet.part())))
                .get(0)
                .getInputStream());
    }

    void close() {
        // Nothing was changed, so nothing is written.
        content.revert();
    }

    /** A sheet and the part of the file that it is in. */
    record Sheet(String name, String part) {}
}
