package dev.lian4j.dataconnection.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

class JdbcLoaderTest {

    private JdbcConnectionPool database;

    @BeforeEach
    void makeTable(TestInfo test) throws SQLException {
        database =
                JdbcConnectionPool.create("jdbc:h2:mem:" + test.getDisplayName().hashCode(), "sa", "密码");
        run("create table \"书\" (id int, 书名 varchar, 简介 clob, 封面 blob, 价 decimal(8,2), 在售 boolean)");
        run("insert into \"书\" values (1, '红楼梦', '满纸荒唐言', x'00ff', 59.90, true),"
                + " (2, '西游记', null, null, null, false), (3, '水浒传', '一百单八将', null, 45.00, true)");
    }

    @AfterEach
    void closePool() {
        database.dispose();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from \"书\"")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void makesADocumentOfEachRow() {
        String query = "select * from \"书\" where id < 3 order by id";
        assertThat(JdbcLoader.of(database, query).loadAll())
                .containsExactly(
                        Document.of("ID: 1\n书名: 红楼梦\n简介: 满纸荒唐言\n价: 59.90\n在售: true", Map.of("source", query, "row", 1)),
                        Document.of("ID: 2\n书名: 西游记\n在售: false", Map.of("source", query, "row", 2)));
    }

    @Test
    void takesColumnsAndParametersAsAsked() {
        JdbcLoader loader = JdbcLoader.builder(database, "select id as nr, * from \"书\" where 书名 = ? and 在售 = ?")
                .parameters("水浒传", true)
                .source("书店")
                .contentColumns("简介", "书名")
                .metadataColumns("NR", "在售", "封面")
                .build();
        assertThat(loader.loadAll())
                .containsExactly(
                        Document.of("简介: 一百单八将\n书名: 水浒传", Map.of("source", "书店", "row", 1, "NR", 3, "在售", true)));
        assertThat(JdbcLoader.builder(database, "select 书名 from \"书\" where id = 1")
                        .sourceColumn("书名")
                        .build()
                        .loadAll())
                .containsExactly(Document.of("书名: 红楼梦", Map.of("source", "红楼梦", "row", 1)));
    }

    @Test
    void changesNothing() throws SQLException {
        String sneaky = "select * from final table (insert into \"书\" (id, 书名) values (9, '偷'))";
        List<Document> documents = JdbcLoader.of(database, sneaky).loadAll();
        assertThat(documents).hasSize(1);
        assertThat(count()).isEqualTo(3);
        assertThatThrownBy(() -> JdbcLoader.of(database, "delete from \"书\"").loadAll())
                .isInstanceOf(DocumentLoadException.class);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void givesTheConnectionBack() throws SQLException {
        JdbcLoader loader = JdbcLoader.of(database, "select * from \"书\"");
        try (Stream<Document> rows = loader.load()) {
            assertThat(database.getActiveConnections()).isZero();
            Iterator<Document> each = rows.iterator();
            each.next();
            assertThat(database.getActiveConnections()).isOne();
        }
        assertThat(database.getActiveConnections()).isZero();
        loader.loadAll();
        assertThatThrownBy(() -> JdbcLoader.of(database, "select nothing").loadAll());
        assertThat(database.getActiveConnections()).isZero();
        try (Connection connection = database.getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> JdbcLoader.of(database, "select 缺 from \"书\"").loadAll())
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("the query failed")
                .hasMessageNotContaining("密码");
        assertThatThrownBy(() -> JdbcLoader.builder(database, "select id from \"书\"")
                        .contentColumns("名")
                        .build()
                        .loadAll())
                .hasMessageContaining("has no column '名', only [ID]");
        assertThatThrownBy(() -> JdbcLoader.of(database, "select 1 / (2 - id) from \"书\" order by id")
                        .loadAll())
                .isInstanceOf(DocumentLoadException.class);
    }

    @Test
    void readsSqlite(@TempDir Path folder) throws SQLException {
        SQLiteDataSource file = new SQLiteDataSource();
        file.setUrl("jdbc:sqlite:" + folder.resolve("书.db"));
        try (Connection connection = file.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table 书 (名 text)");
            statement.execute("insert into 书 values ('红楼梦')");
        }
        assertThat(JdbcLoader.builder(file, "select * from 书")
                        .source("书.db")
                        .build()
                        .loadAll())
                .containsExactly(Document.of("名: 红楼梦", Map.of("source", "书.db", "row", 1)));
        assertThat(JdbcLoader.of(file, "insert into 书 values ('偷') returning *").loadAll())
                .hasSize(1);
        assertThat(JdbcLoader.of(file, "select * from 书").loadAll()).hasSize(1);
    }

    @Test
    void honoursAnInterrupt() {
        try (Stream<Document> rows =
                JdbcLoader.of(database, "select * from \"书\"").load()) {
            Iterator<Document> each = rows.iterator();
            each.next();
            Thread.currentThread().interrupt();
            assertThatThrownBy(each::hasNext).isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(database.getActiveConnections()).isZero();
    }
}
