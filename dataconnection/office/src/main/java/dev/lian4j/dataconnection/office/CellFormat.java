package dev.lian4j.dataconnection.office;

import java.util.Locale;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.jspecify.annotations.Nullable;

/** What the values in the cells of a workbook look like. For one thread. */
final class CellFormat {

    private final SharedStrings strings;
    private final @Nullable StylesTable styles;

    /** The same on every machine. */
    private final DataFormatter formatter = new DataFormatter(Locale.ROOT);

    CellFormat(SharedStrings strings, @Nullable StylesTable styles) {
        this.strings = strings;
        this.styles = styles;
    }

    /**
     * A value as Excel shows it.
     *
     * @param type what the cell says it is: {@code s} the number of a text, {@code b} a boolean, {@code n} a number; else text
     * @param style the number of its style, or null
     * @throws NumberFormatException if the value is not of the type
     */
    String text(String type, @Nullable String style, String value) {
        if (value.isEmpty()) {
            return "";
        }
        return switch (type) {
            case "s" -> strings.getItemAt(Integer.parseInt(value.strip())).getString();
            case "b" -> value.strip().equals("0") ? "FALSE" : "TRUE";
            case "n" -> number(Double.parseDouble(value), style);
            default -> value;
        };
    }

    private String number(double value, @Nullable String style) {
        XSSFCellStyle known = styles == null || style == null ? null : styles.getStyleAt(Integer.parseInt(style));
        return known == null || known.getDataFormatString() == null
                ? formatter.formatRawCellContents(value, 0, "General")
                : formatter.formatRawCellContents(value, known.getDataFormat(), known.getDataFormatString());
    }
}
