package dev.lian4j.dataconnection.sql;

import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Puts CSV files into a database, an embedded one in memory for instance, where questions to them can be asked. */
public final class CsvTables {

    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();
    private static final String QUOTE = "\"";

    private CsvTables() {}

    /**
     * Makes a table of a file with a head, in UTF-8. A column is of whole numbers or numbers where all its values are, else
     * of texts; empty values are null.
     *
     * @param table the name of the table, which must not be there
     * @throws DocumentLoadException if the file cannot be read, has no columns, or a row has other columns than the head
     * @throws StoreException if the database refuses
     */
    public static void load(DataSource database, String table, Path file) {
        List<String> names = new ArrayList<>();
        List<CSVRecord> rows = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = FORMAT.parse(reader)) {
            parser.getHeaderNames()
                    .forEach(name -> names.add(name.replace("\uFEFF", "").strip()));
            parser.forEach(rows::add);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new DocumentLoadException(file.toString(), "cannot be read as CSV with a head: " + e.getMessage(), e);
        }
        check(file, names, rows);
        List<ColumnType> types = types(names.size(), rows);
        try (Connection connection = database.getConnection()) {
            create(connection, table, names, types);
            insert(connection, table, types, rows);
        } catch (SQLException e) {
            throw new StoreException(
                    "The table '" + table + "' could not be made of " + file + ": " + e.getMessage(), e);
        }
    }

    private static void check(Path file, List<String> names, List<CSVRecord> rows) {
        if (names.isEmpty()) {
            throw new DocumentLoadException(file.toString(), "has no columns");
        }
        for (CSVRecord row : rows) {
            if (row.size() != names.size()) {
                throw new DocumentLoadException(
                        file.toString(),
                        "row " + row.getRecordNumber() + " has " + row.size() + " values, the head has "
                                + names.size());
            }
        }
    }

    private static List<ColumnType> types(int columns, List<CSVRecord> rows) {
        List<ColumnType> types = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int at = column;
            types.add(ColumnType.of(rows.stream().map(row -> row.get(at)).toList()));
        }
        return types;
    }

    private static void create(Connection connection, String table, List<String> names, List<ColumnType> types)
            throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(quoted(names.get(i)) + " " + types.get(i).sql());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + quoted(table) + " (" + String.join(", ", columns) + ")");
        }
    }

    private static void insert(Connection connection, String table, List<ColumnType> types, List<CSVRecord> rows)
            throws SQLException {
        String places = Collections.nCopies(types.size(), "?").stream().collect(Collectors.joining(", "));
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + quoted(table) + " VALUES (" + places + ")")) {
            for (CSVRecord row : rows) {
                for (int i = 0; i < types.size(); i++) {
                    statement.setObject(i + 1, types.get(i).value(row.get(i)));
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static String quoted(String name) {
        return QUOTE + name.replace(QUOTE, QUOTE + QUOTE) + QUOTE;
    }
}
