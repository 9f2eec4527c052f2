package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.DocumentLoadException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;

/** The rows of a query as they are fetched. */
final class JdbcRows extends Spliterators.AbstractSpliterator<Document> {

    private final Connection connection;
    private final JdbcColumns columns;
    private final ResultSet rows;
    private int count;

    private JdbcRows(Connection connection, JdbcColumns columns, ResultSet rows) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.connection = connection;
        this.columns = columns;
        this.rows = rows;
    }

    static Stream<Document> stream(DataSource database, JdbcQuery query, JdbcColumns columns) {
        JdbcRows rows = open(database, query, columns);
        return StreamSupport.stream(rows, false).onClose(rows::close);
    }

    private static JdbcRows open(DataSource database, JdbcQuery query, JdbcColumns columns) {
        try {
            Connection connection = database.getConnection();
            try {
                return open(connection, query, columns);
            } catch (SQLException | RuntimeException e) {
                end(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw fault(columns, "the query failed: ", e);
        }
    }

    private static JdbcRows open(Connection connection, JdbcQuery query, JdbcColumns columns) throws SQLException {
        readOnly(connection, true);
        connection.setAutoCommit(false);
        PreparedStatement statement = query.prepare(connection);
        statement.closeOnCompletion();
        ResultSet rows = statement.executeQuery();
        columns.check(rows.getMetaData());
        return new JdbcRows(connection, columns, rows);
    }

    private static void readOnly(Connection connection, boolean wanted) {
        try {
            connection.setReadOnly(wanted);
        } catch (SQLException e) {
            // Some drivers cannot, such as SQLite's. What the query does is rolled back in any case.
        }
    }

    @Override
    public boolean tryAdvance(Consumer<? super Document> action) {
        if (Thread.currentThread().isInterrupted()) {
            throw CancelledException.interrupted("reading rows of " + columns.source());
        }
        Document document;
        try {
            if (!rows.next()) {
                return false;
            }
            count++;
            document = columns.document(rows, count);
        } catch (SQLException e) {
            throw fault(columns, "row " + (count + 1) + " cannot be read: ", e);
        }
        action.accept(document);
        return true;
    }

    private static DocumentLoadException fault(JdbcColumns columns, String what, SQLException e) {
        return new DocumentLoadException(columns.source(), what + e.getMessage(), e);
    }

    private void close() {
        try {
            rows.getStatement().close();
        } catch (SQLException e) {
            // The connection goes next, and with it all that it had open.
        }
        end(connection);
    }

    /** Undoes what the query may have done, and gives the connection back as it was. */
    private static void end(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            readOnly(connection, false);
        } catch (SQLException e) {
            // Nothing was to be kept; a connection that cannot even be ended is the pool's to throw away.
        }
    }
}
