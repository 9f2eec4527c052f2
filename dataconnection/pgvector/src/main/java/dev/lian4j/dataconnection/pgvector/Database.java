package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** One transaction a piece of work, tried again where PostgreSQL ended it in favour of another. */
final class Database {

    private static final int TRIES = 10;

    /** Serialisation failure and deadlock. */
    private static final Set<String> LOST_TO_ANOTHER = Set.of("40001", "40P01");

    private final DataSource source;
    private final String table;

    Database(DataSource source, String table) {
        this.source = source;
        this.table = table;
    }

    <T> T call(String doing, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = source.getConnection()) {
                return transaction(connection, work);
            } catch (SQLException e) {
                if (attempt == TRIES || !LOST_TO_ANOTHER.contains(String.valueOf(e.getSQLState()))) {
                    throw new StoreException(
                            "The vector store in PostgreSQL table " + table + " could not be " + doing + ": "
                                    + e.getMessage(),
                            e);
                }
            }
        }
    }

    private static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            T result = work.with(connection);
            connection.commit();
            connection.setAutoCommit(autoCommit);
            return result;
        } catch (SQLException | RuntimeException e) {
            undo(connection, autoCommit, e);
            throw e;
        }
    }

    /** A pool hands the connection to others: it must not keep a spoilt transaction. */
    private static void undo(Connection connection, boolean autoCommit, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
