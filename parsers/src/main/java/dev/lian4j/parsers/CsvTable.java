package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A table as it was read.
 *
 * @param records the rows, all as long as the header
 * @param output the whole reply, for errors
 */
record CsvTable(List<CSVRecord> records, String output) {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .setTrim(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
            .get();

    static CsvTable read(String csv, List<String> columns, String output) {
        try (CSVParser parser = CSVParser.parse(csv.strip(), FORMAT)) {
            checkHeader(parser.getHeaderNames(), columns, output);
            return new CsvTable(records(parser, output), output);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new OutputParserException(
                    "The output is not a table of comma-separated values: " + e.getMessage() + ".", output, e);
        }
    }

    private static void checkHeader(List<String> header, List<String> columns, String output) {
        List<String> missing = new ArrayList<>(columns);
        missing.removeAll(header);
        if (header.isEmpty() || !missing.isEmpty()) {
            throw new OutputParserException(
                    header.isEmpty()
                            ? "The output is empty; expected a table."
                            : "The table has no column " + String.join(", ", missing) + ", only "
                                    + String.join(", ", header) + ".",
                    output);
        }
    }

    private static List<CSVRecord> records(CSVParser parser, String output) {
        List<CSVRecord> records = parser.getRecords();
        for (CSVRecord row : records) {
            if (!row.isConsistent()) {
                throw new OutputParserException(
                        "Row " + row.getRecordNumber() + " of the table has " + row.size() + " values, expected "
                                + parser.getHeaderNames().size() + ".",
                        output);
            }
        }
        return records;
    }

    List<Map<String, String>> rows() {
        return records.stream()
                .map(row -> Collections.unmodifiableMap(row.toMap()))
                .toList();
    }

    /** Each row as a value; an error says which row. */
    <R> List<R> convert(Function<Map<String, String>, R> function) {
        List<R> values = new ArrayList<>();
        for (CSVRecord row : records) {
            try {
                values.add(function.apply(row.toMap()));
            } catch (OutputParserException e) {
                throw new OutputParserException("Row " + row.getRecordNumber() + ": " + e.getMessage(), output, e);
            }
        }
        return values;
    }
}
