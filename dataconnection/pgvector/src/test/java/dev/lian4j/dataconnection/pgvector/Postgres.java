package dev.lian4j.dataconnection.pgvector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/** A schema of its own on the server that {@code lian4j.postgres.url} names, gone after the tests of a class. */
final class Postgres implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private final String schema = "lian4j_test_" + UUID.randomUUID().toString().replace("-", "");
    private final Pool pool = new Pool(this::source);

    static String url() {
        String property = System.getProperty("lian4j.postgres.url", "");
        return property.isEmpty() ? System.getenv().getOrDefault("LIAN4J_POSTGRES_URL", "") : property;
    }

    PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url());
        source.setCurrentSchema(schema + ",public");
        return source;
    }

    /** As a server's program has it: connections are kept. */
    Pool pool() {
        return pool;
    }

    String schema() {
        return schema;
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each test, so that each is told to have been skipped. */
    @Override
    public void beforeEach(ExtensionContext context) {
        assumeTrue(
                !url().isEmpty(),
                "No PostgreSQL server: set -Dlian4j.postgres.url=\"$(.ci/postgres start FOLDER)\" for these tests");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        if (!url().isEmpty()) {
            execute("CREATE SCHEMA " + schema);
            // In the schema that all share, so that no test's cleaning up takes it from another.
            execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException {
        pool.close();
        if (!url().isEmpty()) {
            execute("DROP SCHEMA " + schema + " CASCADE");
        }
    }
}
