package dev.lian4j.dataconnection.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.StoreException;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.models.testing.FakeChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlDatabaseChainTest {

    @TempDir
    Path folder;

    private SqlDatabase database;

    @BeforeEach
    void fill() throws IOException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        Path file = Files.writeString(folder.resolve("staff.csv"), "NAME,DAYS\n小红,27\nTom,30\n");
        CsvTables.load(source, "STAFF", file);
        database = SqlDatabase.of(source, "STAFF");
    }

    private static String said(ChatRequest request) {
        return String.join("\n", request.messages().stream().map(Message::text).toList());
    }

    @Test
    void answersFromTheResultOfTheModelsQuery() {
        FakeChatModel model = FakeChatModel.of("```sql\nSELECT DAYS FROM STAFF WHERE NAME = 'Tom';\n```", "30 days.");

        SqlAnswer answer = SqlDatabaseChain.of(database, model).invoke("How many days has Tom?");

        assertThat(answer)
                .isEqualTo(new SqlAnswer(
                        "30 days.",
                        "SELECT DAYS FROM STAFF WHERE NAME = 'Tom';",
                        new SqlResult(List.of("DAYS"), List.of(List.of("30")), false)));
        assertThat(said(model.requests().get(0)))
                .contains("H2", "CREATE TABLE STAFF", "小红 | 27", "How many days has Tom?");
        assertThat(said(model.requests().get(1))).contains("DAYS\n30");
    }

    @Test
    void aQueryThatMayNotBeRunIsToldAndWrittenAnew() {
        FakeChatModel model = FakeChatModel.of("SQLQuery: DELETE FROM STAFF", "SELECT COUNT(*) AS N FROM STAFF", "两个人");

        SqlAnswer answer =
                SqlDatabaseChain.of(database, model, SqlPrompts.CHINESE, 1).invoke("有几个人?");

        assertThat(answer.text()).isEqualTo("两个人");
        assertThat(answer.result().rows()).containsExactly(List.of("2"));
        assertThat(said(model.requests().get(1))).contains("DELETE FROM STAFF", "only SELECT may be run");
    }

    @Test
    void aModelThatWritesNoRightQueryFailsWithTheReason() {
        FakeChatModel model = FakeChatModel.of("DROP TABLE STAFF", "DROP TABLE STAFF");

        assertThatThrownBy(() -> SqlDatabaseChain.of(database, model).invoke("Delete everything"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("only SELECT");
        assertThatThrownBy(() -> SqlDatabaseChain.of(database, model, SqlPrompts.ENGLISH, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
