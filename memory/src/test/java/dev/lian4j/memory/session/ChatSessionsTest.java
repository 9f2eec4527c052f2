package dev.lian4j.memory.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.message.Message;
import dev.lian4j.memory.contract.ChatSessionsContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

class ChatSessionsTest {

    @TempDir
    static Path folder;

    @Nested
    class InFiles extends ChatSessionsContract {
        private final Path mine = folder.resolve(UUID.randomUUID().toString());

        @Override
        protected FileChatSessions sessions() {
            return FileChatSessions.of(mine);
        }

        @Test
        void noIdLeadsOutOfTheFolder() throws Exception {
            sessions().open("../../escape").add(List.of(Message.user("a")));
            sessions().open("..").add(List.of(Message.user("a")));
            try (var files = Files.list(mine)) {
                assertThat(files).hasSize(2).allMatch(Files::isRegularFile);
            }
            assertThatThrownBy(() -> sessions().open(" ")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> sessions().open("长".repeat(100))).hasMessageContaining("has 900");
        }

        @Test
        void oldConversationsAreForgotten() throws Exception {
            sessions().open("old").add(List.of(Message.user("a")));
            sessions().open("new").add(List.of(Message.user("a")));
            Instant since = Instant.now().minusSeconds(60);
            Files.setLastModifiedTime(mine.resolve("old.jsonl"), FileTime.from(since.minusSeconds(1)));
            assertThat(sessions().expire(since)).isEqualTo(1);
            assertThat(sessions().ids()).containsExactly("new");
        }
    }

    @Nested
    class InH2 extends ChatSessionsContract {
        private final JdbcDataSource database = new JdbcDataSource();

        InH2() {
            database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        }

        @Override
        protected JdbcChatSessions sessions() {
            return JdbcChatSessions.of(database);
        }

        @Test
        void oldConversationsAreForgotten() {
            sessions().open("a").add(List.of(Message.user("a")));
            assertThat(sessions().expire(Instant.now().minusSeconds(60))).isZero();
            assertThat(sessions().expire(Instant.now().plusSeconds(60))).isEqualTo(1);
            assertThat(sessions().ids()).isEmpty();
        }

        @Test
        void aRowThatWasSpoiltIsTold() throws Exception {
            sessions().open("a").add(List.of(Message.user("a")));
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("UPDATE lian4j_chat_history SET messages = 'x'");
            }
            assertThatThrownBy(() -> sessions().open("a").messages())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("conversation 'a'");
        }
    }

    @Nested
    class InSqlite extends ChatSessionsContract {
        private final SQLiteDataSource database = new SQLiteDataSource();

        InSqlite() {
            database.setUrl("jdbc:sqlite:" + folder.resolve(UUID.randomUUID() + ".db"));
        }

        @Override
        protected JdbcChatSessions sessions() {
            return JdbcChatSessions.of(database);
        }
    }

    /** On the server that {@code lian4j.postgres.url} names, each test in a schema of its own. */
    @Nested
    class InPostgres extends ChatSessionsContract {
        private final String url = System.getProperty("lian4j.postgres.url", "");
        private final String schema =
                "lian4j_test_" + UUID.randomUUID().toString().replace("-", "");
        private final PGSimpleDataSource database = new PGSimpleDataSource();

        @BeforeEach
        void makeSchema() throws Exception {
            assumeTrue(!url.isEmpty(), "No PostgreSQL server: set -Dlian4j.postgres.url for these tests");
            database.setUrl(url);
            database.setCurrentSchema(schema);
            execute("CREATE SCHEMA " + schema);
        }

        @AfterEach
        void dropSchema() throws Exception {
            if (!url.isEmpty()) {
                execute("DROP SCHEMA " + schema + " CASCADE");
            }
        }

        private void execute(String sql) throws Exception {
            try (var connection = database.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        @Override
        protected JdbcChatSessions sessions() {
            return JdbcChatSessions.of(database);
        }
    }
}
