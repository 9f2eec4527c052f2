package dev.lian4j.dataconnection.sql;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a query gave.
 *
 * @param columns the names of the columns
 * @param rows the values as texts, those of a row in the order of the columns; null is {@code NULL}
 * @param cut whether there were more rows than are given
 */
public record SqlResult(List<String> columns, List<List<String>> rows, boolean cut) {

    /** Copies the lists. */
    public SqlResult {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** As a table, a row a line, which a model reads well. */
    public String text() {
        String lines = rows.stream().map(row -> "\n" + String.join(" | ", row)).collect(Collectors.joining());
        return String.join(" | ", columns) + lines + (cut ? "\n(more rows were cut off)" : "");
    }

    @Override
    public String toString() {
        return text();
    }
}
