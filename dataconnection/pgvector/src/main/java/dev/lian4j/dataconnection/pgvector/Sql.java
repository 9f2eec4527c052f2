package dev.lian4j.dataconnection.pgvector;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of SQL and the values of its question marks. What comes from a user is only ever a value.
 *
 * @param text the SQL
 * @param values a String, a number, or a list of Strings, which becomes an array
 */
record Sql(String text, List<Object> values) {

    Sql {
        values = List.copyOf(values);
    }

    static Sql of(String text, Object... values) {
        return new Sql(text, List.of(values));
    }

    static Sql joined(Collection<Sql> parts, String between) {
        return new Sql(
                parts.stream().map(Sql::text).collect(Collectors.joining(between, "(", ")")),
                parts.stream().flatMap(part -> part.values.stream()).toList());
    }

    Sql then(String more, Object... moreValues) {
        return then(of(more, moreValues));
    }

    Sql then(Sql more) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(more.values);
        return new Sql(text + more.text, all);
    }

    int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> query(Connection connection, Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                var rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.read(rows));
            }
            return all;
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < values.size(); i++) {
            bind(connection, statement, i + 1, values.get(i));
        }
        return statement;
    }

    private static void bind(Connection connection, PreparedStatement statement, int at, Object value)
            throws SQLException {
        if (value instanceof Collection<?> strings) {
            statement.setArray(
                    at,
                    connection.createArrayOf(
                            "text", strings.stream().map(PgText::storable).toArray()));
        } else if (value instanceof String string) {
            statement.setString(at, PgText.storable(string));
        } else {
            statement.setObject(at, value);
        }
    }

    /** What is made of a row of a result. */
    @FunctionalInterface
    interface Row<T> {
        T read(java.sql.ResultSet row) throws SQLException;
    }
}
