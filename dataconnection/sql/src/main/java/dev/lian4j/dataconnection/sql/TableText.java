package dev.lian4j.dataconnection.sql;

import dev.lian4j.core.error.StoreException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A table as a model reads it best: as the statement that makes it. */
final class TableText {

    private TableText() {}

    static String of(Connection connection, String table) throws SQLException {
        String found = found(connection, table);
        List<String> columns = new ArrayList<>();
        DatabaseMetaData meta = connection.getMetaData();
        try (ResultSet rows = meta.getColumns(connection.getCatalog(), connection.getSchema(), found, "%")) {
            while (rows.next()) {
                columns.add("  " + identifier(meta, rows.getString("COLUMN_NAME")) + " " + rows.getString("TYPE_NAME"));
            }
        }
        return "CREATE TABLE " + identifier(meta, found) + " (\n" + String.join(",\n", columns) + "\n);";
    }

    /** The table's name as it must be written. */
    static String quoted(Connection connection, String table) throws SQLException {
        return identifier(connection.getMetaData(), found(connection, table));
    }

    /** The name as the database has it, which may differ in case. */
    private static String found(Connection connection, String table) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        try (ResultSet rows = meta.getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equalsIgnoreCase(table)) {
                    return rows.getString("TABLE_NAME");
                }
            }
        }
        throw new StoreException("The database has no table '" + table + "'");
    }

    /** In quotes where it needs them: where it is more than small or capital letters of one kind, digits and lines. */
    private static String identifier(DatabaseMetaData meta, String name) throws SQLException {
        boolean plain =
                meta.storesUpperCaseIdentifiers() ? name.matches("[A-Z_][A-Z0-9_]*") : name.matches("[a-z_][a-z0-9_]*");
        String quote = meta.getIdentifierQuoteString().strip();
        return plain || quote.isEmpty() ? name : quote + name.replace(quote, quote + quote) + quote;
    }
}
