package dev.lian4j.dataconnection.sql;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Some tables of a database, to be asked and never to be changed: from a query to its result. A query is checked before it
 * is run (one SELECT, of these tables only, with harmless functions), runs on a connection that is set to reading, and is
 * rolled back. Take a user of the database who may only read besides: no check is a wall. Safe for several threads, as
 * far as the data source is.
 */
public final class SqlDatabase implements Chain<String, SqlResult> {

    private final DataSource source;
    private final Set<String> tables;
    private final SqlLimits limits;
    private final SqlGuard guard;

    private SqlDatabase(DataSource source, Set<String> tables, SqlLimits limits) {
        this.source = source;
        this.tables = tables;
        this.limits = limits;
        this.guard = new SqlGuard(tables);
    }

    /**
     * These tables of a database, with the default limits.
     *
     * @throws StoreException if there is none of that name, or the database cannot be reached
     */
    public static SqlDatabase of(DataSource source, String... tables) {
        return of(source, Set.of(tables), SqlLimits.DEFAULT);
    }

    /** These tables of a database. */
    public static SqlDatabase of(DataSource source, Set<String> tables, SqlLimits limits) {
        if (tables.isEmpty()) {
            throw new IllegalArgumentException("Name the tables that may be read");
        }
        return new SqlDatabase(source, new LinkedHashSet<>(tables), limits);
    }

    /**
     * Runs a query.
     *
     * @throws StoreException if it may not be run, or the database refuses it; says why
     */
    @Override
    public SqlResult invoke(String sql, Run run) {
        guard.check(sql);
        try (Connection connection = source.getConnection()) {
            readOnly(connection);
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                return result(connection, sql, limits.rows());
            } finally {
                connection.rollback();
                connection.setAutoCommit(before);
            }
        } catch (SQLException e) {
            throw new StoreException("The database refused the query: " + e.getMessage(), e);
        }
    }

    /** A belt beside the braces: not all drivers can. */
    private static void readOnly(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA query_only = true");
            }
        } else {
            connection.setReadOnly(true);
        }
    }

    private SqlResult result(Connection connection, String sql, int most) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(most + 1);
            statement.setQueryTimeout((int) limits.time().toSeconds());
            try (ResultSet rows = statement.executeQuery(sql)) {
                return read(rows, most);
            }
        }
    }

    private SqlResult read(ResultSet from, int most) throws SQLException {
        int width = from.getMetaData().getColumnCount();
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= width; column++) {
            columns.add(from.getMetaData().getColumnLabel(column));
        }
        List<List<String>> rows = new ArrayList<>();
        boolean more = from.next();
        while (more && rows.size() < most) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= width; column++) {
                row.add(cell(from.getString(column)));
            }
            rows.add(row);
            more = from.next();
        }
        return new SqlResult(columns, rows, more);
    }

    private String cell(@Nullable String value) {
        String text = value == null ? "NULL" : value;
        return text.length() <= limits.cell()
                ? text
                : text.substring(0, limits.cell()) + "... (" + text.length() + " characters)";
    }

    /**
     * The tables, their columns and types, and some of their rows, for a prompt.
     *
     * @param sampleRows rows of each table, 0 for none
     * @throws StoreException if there is no such table, or the database cannot be reached
     */
    public String describe(int sampleRows) {
        try (Connection connection = source.getConnection()) {
            StringBuilder text = new StringBuilder();
            for (String table : tables) {
                text.append(TableText.of(connection, table)).append('\n');
                if (sampleRows > 0) {
                    String sql = "SELECT * FROM " + TableText.quoted(connection, table);
                    text.append("Some rows:\n")
                            .append(result(connection, sql, sampleRows).text())
                            .append("\n\n");
                }
            }
            return text.toString().strip();
        } catch (SQLException e) {
            throw new StoreException("The tables could not be described: " + e.getMessage(), e);
        }
    }

    /** What the database calls itself, such as {@code PostgreSQL}. */
    public String dialect() {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new StoreException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return "SqlDatabase";
    }

    @Override
    public StepKind kind() {
        return StepKind.RETRIEVER;
    }
}
