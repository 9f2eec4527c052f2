package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Makes a store's table, brings an older one up to date, and writes down what it is. */
final class Layout {

    /** What was added by each version, from 1 on. Never change one that was released: add one. */
    private static final List<List<String>> STEPS = List.of(
            List.of("CREATE TABLE %s (seq bigint GENERATED ALWAYS AS IDENTITY, id text PRIMARY KEY,"
                    + " content text NOT NULL, metadata jsonb NOT NULL, embedding vector(%s) NOT NULL,"
                    + " lexemes tsvector NOT NULL)"),
            List.of(
                    "CREATE INDEX %3$s ON %1$s USING gin (metadata jsonb_path_ops)",
                    "CREATE INDEX %4$s ON %1$s USING gin (lexemes)"));

    static final int VERSION = STEPS.size();

    private final Connection connection;
    private final TableNames names;

    Layout(Connection connection, TableNames names) {
        this.connection = connection;
        this.names = names;
    }

    /** What is written down of the store, if anything. */
    static Optional<Entry> known(Connection connection, TableNames names) throws SQLException {
        boolean register = Sql.of("SELECT to_regclass(?) IS NOT NULL", names.register())
                .query(connection, row -> row.getBoolean(1))
                .get(0);
        return register
                ? Sql.of("SELECT " + Entry.COLUMNS + " FROM " + names.register() + " WHERE name = ?", names.name())
                        .query(connection, Entry::read)
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    /** Opens the store; where it is there and up to date, without any right to make tables. */
    Entry open(Entry wanted) throws SQLException {
        Optional<Entry> known = known(connection, names);
        if (known.isPresent()) {
            known.get().check(wanted, names.table());
        }
        return known.filter(entry -> entry.layout() == VERSION).isPresent() ? known.get() : make(wanted);
    }

    /** Makes the store or brings it up to date, one process at a time, so that another may have done so by now. */
    private Entry make(Entry wanted) throws SQLException {
        lock(connection);
        extension();
        execute("CREATE TABLE IF NOT EXISTS " + names.register() + " (name text PRIMARY KEY, layout integer NOT NULL,"
                + " dimension integer NOT NULL, metric text NOT NULL, model text NOT NULL, language text NOT NULL)");
        Optional<Entry> known = known(connection, names);
        if (known.isPresent()) {
            known.get().check(wanted, names.table());
        }
        return upgrade(known.orElse(wanted), known.map(Entry::layout).orElse(0));
    }

    /** Until the transaction's end no other process makes anything: IF NOT EXISTS alone fails where two do at once. */
    static void lock(Connection connection) throws SQLException {
        Sql.of("SELECT pg_advisory_xact_lock(hashtext('lian4j_vector_stores'))").query(connection, row -> 0);
    }

    private void extension() throws SQLException {
        if (Sql.of("SELECT 1 FROM pg_extension WHERE extname = 'vector'")
                .query(connection, row -> 0)
                .isEmpty()) {
            try {
                execute("CREATE EXTENSION IF NOT EXISTS vector");
            } catch (SQLException e) {
                throw new StoreException(
                        "The PostgreSQL database has no pgvector and it could not be added; install it on the server"
                                + " and have its administrator run CREATE EXTENSION vector: " + e.getMessage(),
                        e);
            }
        }
    }

    private Entry upgrade(Entry store, int from) throws SQLException {
        for (List<String> step : STEPS.subList(from, VERSION)) {
            for (String statement : step) {
                execute(statement.formatted(
                        names.table(), store.dimension(), names.index("metadata"), names.index("lexemes")));
            }
        }
        Entry now = new Entry(VERSION, store.dimension(), store.metric(), store.model(), store.language());
        write(now);
        return now;
    }

    private void write(Entry entry) throws SQLException {
        Sql.of(
                        "INSERT INTO " + names.register() + " (name, " + Entry.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET layout = EXCLUDED.layout",
                        names.name(),
                        entry.layout(),
                        entry.dimension(),
                        entry.metric().name(),
                        entry.model(),
                        entry.language())
                .update(connection);
    }

    /** Removes the store and what is written down of it. */
    int drop() throws SQLException {
        execute("DROP TABLE IF EXISTS " + names.table());
        return Sql.of("DELETE FROM " + names.register() + " WHERE name = ?", names.name())
                .update(connection);
    }

    private void execute(String statement) throws SQLException {
        Sql.of(statement).update(connection);
    }
}
