package dev.lian4j.memory.session;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.message.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Conversations in one table of a database: SQLite, H2, PostgreSQL or another with standard SQL. Each addition is one row
 * and one transaction, so all of it is there or none. Bring a pool as the data source where there are many users. Safe
 * for several threads and processes, as far as the database is.
 */
public final class JdbcChatSessions implements ChatSessions {

    private static final String TABLE = "lian4j_chat_history";
    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE IF NOT EXISTS " + TABLE + " (session_id VARCHAR(500) NOT NULL, turn_no BIGINT NOT NULL,"
                    + " added_at BIGINT NOT NULL, messages TEXT NOT NULL, PRIMARY KEY (session_id, turn_no))");

    /** How often a number that another writer took meanwhile is asked for again. */
    private static final int TRIES = 100;

    /** SQLite's own numbers for a key that is there already, and for a database that another connection writes to. */
    private static final Set<Integer> SQLITE_TAKEN = Set.of(5, 19);

    private final DataSource database;

    private JdbcChatSessions(DataSource database) {
        this.database = database;
    }

    /**
     * The conversations of a database, whose table is made where it is not there.
     *
     * @throws StoreException if the database cannot be reached or refuses
     */
    public static JdbcChatSessions of(DataSource database) {
        JdbcChatSessions sessions = new JdbcChatSessions(database);
        sessions.call("prepared", connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String step : SCHEMA) {
                    statement.execute(step);
                }
            }
            return 0;
        });
        return sessions;
    }

    @Override
    public ChatMessageHistory open(String sessionId) {
        return new History(sessionId);
    }

    @Override
    public List<String> ids() {
        return call("listed", connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT DISTINCT session_id FROM " + TABLE + " ORDER BY session_id")) {
                return strings(statement);
            }
        });
    }

    @Override
    public boolean delete(String sessionId) {
        return change("DELETE FROM " + TABLE + " WHERE session_id = ?", sessionId) > 0;
    }

    /** Forgets the conversations in which nothing was said since then; says how many additions these had. */
    public int expire(Instant since) {
        return change(
                "DELETE FROM " + TABLE + " WHERE session_id IN (SELECT session_id FROM " + TABLE
                        + " GROUP BY session_id HAVING MAX(added_at) < ?)",
                since.toEpochMilli());
    }

    private int change(String sql, Object... values) {
        return call("changed", connection -> {
            try (PreparedStatement statement = bound(connection, sql, values)) {
                return statement.executeUpdate();
            }
        });
    }

    private static PreparedStatement bound(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static List<String> strings(PreparedStatement statement) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }

    private <T> T call(String what, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new StoreException(
                    "The conversations in the database could not be " + what + ": " + e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** One conversation. */
    private final class History implements ChatMessageHistory {
        private final String sessionId;

        private History(String sessionId) {
            this.sessionId = sessionId;
        }

        @Override
        public List<Message> messages() {
            List<String> lines = call("read", connection -> {
                String sql = "SELECT messages FROM " + TABLE + " WHERE session_id = ? ORDER BY turn_no";
                try (PreparedStatement statement = bound(connection, sql, sessionId)) {
                    return strings(statement);
                }
            });
            return lines.stream().flatMap(this::read).toList();
        }

        private Stream<Message> read(String line) {
            try {
                return MessageLines.read(line).stream();
            } catch (IllegalArgumentException e) {
                throw new StoreException("A row of conversation '" + sessionId + "' is " + e.getMessage(), e);
            }
        }

        @Override
        public void add(List<Message> messages) {
            List<Message> copy = List.copyOf(messages);
            if (!copy.isEmpty()) {
                call("written", connection -> insert(connection, MessageLines.write(copy)));
            }
        }

        /** Another writer may take the same number at the same time: the table's key lets one through. */
        private int insert(Connection connection, String line) throws SQLException {
            for (int attempt = 1; ; attempt++) {
                try (PreparedStatement statement = bound(
                        connection,
                        "INSERT INTO " + TABLE + " (session_id, turn_no, added_at, messages) SELECT ?,"
                                + " COALESCE(MAX(turn_no), 0) + 1, ?, ? FROM " + TABLE + " WHERE session_id = ?",
                        sessionId,
                        System.currentTimeMillis(),
                        line,
                        sessionId)) {
                    return statement.executeUpdate();
                } catch (SQLException e) {
                    if (attempt == TRIES || !taken(connection, e)) {
                        throw e;
                    }
                }
            }
        }

        /** Within a transaction of the caller's the failure has spoilt it, and trying again cannot help. */
        private static boolean taken(Connection connection, SQLException e) throws SQLException {
            String state = String.valueOf(e.getSQLState());
            boolean taken = state.startsWith("23") || state.startsWith("40") || SQLITE_TAKEN.contains(e.getErrorCode());
            return taken && connection.getAutoCommit();
        }

        @Override
        public void clear() {
            delete(sessionId);
        }
    }
}
