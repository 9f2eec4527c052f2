package dev.lian4j.dataconnection.office;

import dev.lian4j.core.error.DocumentLoadException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;

/** Reads the XML of a sheet, a row at a time: POI's own reader of large sheets cannot be stopped and gone on with. */
final class SheetReader {

    /** As many as Excel has. */
    private static final int MAX_COLUMNS = 16_384;

    private final OfficeFile file;
    private final String sheet;
    private final CellFormat format;
    private final XMLStreamReader reader;
    private int row;

    SheetReader(OfficeFile file, String sheet, InputStream in, CellFormat format) {
        this.file = file;
        this.sheet = sheet;
        this.format = format;
        try {
            this.reader = safe().createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw fault(e);
        }
    }

    private static XMLInputFactory safe() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** The next row, or null after the last. */
    @Nullable
    Row next() {
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT && is("row")) {
                    return row();
                }
            }
            return null;
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(e);
        }
    }

    private boolean is(String name) {
        return name.equals(reader.getLocalName());
    }

    private Row row() throws XMLStreamException {
        String number = reader.getAttributeValue(null, "r");
        row = number == null ? row + 1 : Integer.parseInt(number);
        Map<Integer, String> cells = new TreeMap<>();
        int column = -1;
        while (!atEnd("row")) {
            if (reader.isStartElement() && is("c")) {
                column = column(column);
                cell(cells, column);
            }
        }
        return new Row(row, cells);
    }

    /** Steps on; says whether this ends the element. */
    private boolean atEnd(String name) throws XMLStreamException {
        return reader.next() == XMLStreamConstants.END_ELEMENT && is(name);
    }

    private int column(int before) {
        String reference = reader.getAttributeValue(null, "r");
        int column = reference == null ? before + 1 : new CellReference(reference).getCol();
        if (column < 0 || column >= MAX_COLUMNS) {
            throw new IllegalArgumentException("there is no column " + reference);
        }
        return column;
    }

    private void cell(Map<Integer, String> cells, int column) throws XMLStreamException {
        String type = Objects.requireNonNullElse(reader.getAttributeValue(null, "t"), "n");
        String style = reader.getAttributeValue(null, "s");
        StringBuilder value = new StringBuilder();
        while (!atEnd("c")) {
            if (reader.isStartElement() && (is("v") || is("t"))) {
                value.append(reader.getElementText());
            } else if (reader.isStartElement() && is("rPh")) {
                skip("rPh");
            }
        }
        String text = format.text(type, style, value.toString());
        if (!text.isBlank()) {
            cells.put(column, text);
        }
    }

    private void skip(String name) throws XMLStreamException {
        while (!atEnd(name)) {
            // how a word is said is no text of its own
        }
    }

    private DocumentLoadException fault(Exception e) {
        return new DocumentLoadException(
                file.path().toString(),
                "sheet '" + sheet + "', after row " + row + ": is damaged: " + e.getMessage(),
                e);
    }

    /**
     * A row.
     *
     * @param number as Excel numbers it, from 1
     * @param cells the text of each cell that has one, by its column from 0
     */
    record Row(int number, Map<Integer, String> cells) {}
}
