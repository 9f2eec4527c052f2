package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of which column. */
record JdbcColumns(String source, @Nullable String sourceColumn, List<String> content, Set<String> metadata) {

    void check(ResultSetMetaData found) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= found.getColumnCount(); i++) {
            names.add(found.getColumnLabel(i));
        }
        Stream.of(content.stream(), metadata.stream(), Stream.ofNullable(sourceColumn))
                .flatMap(columns -> columns)
                .filter(column -> names.stream().noneMatch(column::equalsIgnoreCase))
                .findFirst()
                .ifPresent(missing -> {
                    throw new DocumentLoadException(source, "has no column '" + missing + "', only " + names);
                });
    }

    Document document(ResultSet row, int number) throws SQLException {
        Map<String, Object> values = values(row);
        Map<String, Object> facts = new LinkedHashMap<>();
        Object named = sourceColumn == null ? null : value(values, sourceColumn);
        facts.put(Metadata.SOURCE, named == null ? source : named.toString());
        facts.put(Metadata.ROW, number);
        metadata.forEach(column -> put(facts, column, value(values, column)));
        StringBuilder text = new StringBuilder();
        columns(values).forEach(column -> line(text, column, value(values, column)));
        return Document.of(text.toString().strip(), facts);
    }

    private Stream<String> columns(Map<String, Object> values) {
        return content.isEmpty()
                ? values.keySet().stream().filter(column -> metadata.stream().noneMatch(column::equalsIgnoreCase))
                : content.stream();
    }

    private static void line(StringBuilder text, String column, @Nullable Object value) {
        if (value != null) {
            text.append(column).append(": ").append(value.toString().strip()).append('\n');
        }
    }

    private static void put(Map<String, Object> facts, String column, @Nullable Object value) {
        if (value != null) {
            facts.put(column, value instanceof Number || value instanceof Boolean ? value : value.toString());
        }
    }

    private static @Nullable Object value(Map<String, Object> values, String column) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(column))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The values of a row that are text or can be shown as such. */
    private static Map<String, Object> values(ResultSet row) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            Object value = row.getObject(i);
            if (value != null && !(value instanceof byte[]) && !(value instanceof Blob)) {
                values.putIfAbsent(columns.getColumnLabel(i), value instanceof Clob ? row.getString(i) : value);
            }
        }
        return values;
    }
}
