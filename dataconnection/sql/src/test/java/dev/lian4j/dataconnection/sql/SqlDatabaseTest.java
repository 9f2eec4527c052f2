package dev.lian4j.dataconnection.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

class SqlDatabaseTest {

    @TempDir
    Path folder;

    private DataSource source;
    private SqlDatabase database;

    @BeforeEach
    void fill() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        source = h2;
        execute(
                "CREATE TABLE orders (id INT, customer VARCHAR(50), amount DOUBLE PRECISION)",
                "INSERT INTO orders VALUES (1, '小明', 12.5), (2, 'Ann', 30), (3, 'Ann', 7), (4, NULL, 1)",
                "CREATE TABLE secrets (password VARCHAR(50))",
                "INSERT INTO secrets VALUES ('hunter2')");
        database = SqlDatabase.of(source, "orders");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private int count(String table) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void aQueryIsRun() {
        SqlResult result = database.invoke(
                "SELECT customer, SUM(amount) AS total FROM orders WHERE customer IS NOT NULL GROUP BY customer ORDER BY 2");

        assertThat(result.columns()).containsExactly("CUSTOMER", "TOTAL");
        assertThat(result.rows()).containsExactly(List.of("小明", "12.5"), List.of("Ann", "37"));
        assertThat(result.text()).isEqualTo("CUSTOMER | TOTAL\n小明 | 12.5\nAnn | 37");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM orders",
                "DROP TABLE orders",
                "UPDATE orders SET amount = 0",
                "INSERT INTO orders VALUES (9, 'x', 1)",
                "SELECT 1; DROP TABLE orders",
                "SELECT 1 FROM orders; DELETE FROM orders",
                "SELECT * FROM secrets",
                "SELECT * FROM orders WHERE customer IN (SELECT password FROM secrets)",
                "SELECT (SELECT password FROM secrets) FROM orders",
                "SELECT customer FROM orders UNION SELECT password FROM secrets",
                "WITH s AS (SELECT * FROM secrets) SELECT * FROM s",
                "WITH orders AS (SELECT * FROM secrets) SELECT * FROM orders",
                "SELECT * FROM orders o JOIN secrets s ON 1 = 1",
                "SELECT * FROM orders, secrets",
                "SELECT * FROM orders /* */ UNION /**/ ALL SELECT 1, password, 2 FROM \"SECRETS\"",
                "SELECT * FROM information_schema.tables",
                "SELECT * FROM public.secrets",
                "SELECT FILE_READ('/etc/passwd') FROM orders",
                "SELECT * FROM CSVREAD('/etc/passwd')",
                "SELECT pg_sleep(100) FROM orders",
                "SELECT * INTO copy FROM orders",
                "SELECT * FROM orders FOR UPDATE",
                "WITH gone AS (DELETE FROM orders RETURNING *) SELECT * FROM gone",
                "CALL 1",
                "EXPLAIN SELECT * FROM secrets",
                "SET DB_CLOSE_DELAY 0",
                "CREATE ALIAS x AS 'int f() { return 1; }'",
                "RUNSCRIPT FROM 'x'",
                "not sql at all",
                ""
            })
    void whatCouldDoMoreThanReadTheTableIsRefusedAndChangesNothing(String sql) throws SQLException {
        assertThatThrownBy(() -> database.invoke(sql))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The query was not run: ")
                .message()
                .doesNotContain("hunter2");
        assertThat(count("orders")).isEqualTo(4);
        assertThat(count("secrets")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from ORDERS limit 1;",
                "SELECT o.id FROM orders o WHERE o.id IN (SELECT id FROM orders) ORDER BY o.id LIMIT 1",
                "WITH big AS (SELECT id FROM orders WHERE amount < 13 AND customer <> 'Ann') SELECT id FROM big",
                "SELECT MIN(id) AS id FROM orders WHERE customer LIKE '%;DROP TABLE orders%' OR id = 1",
                "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM orders) t WHERE n = 1",
                "SELECT 1 AS id FROM orders UNION SELECT 1 FROM orders"
            })
    void honestQueriesPass(String sql) {
        assertThat(database.invoke(sql).rows()).containsExactly(List.of("1"));
    }

    @Test
    void moreRowsThanAllowedAreCutAndThatIsSaid() {
        SqlDatabase few = SqlDatabase.of(source, Set.of("orders"), new SqlLimits(2, Duration.ofSeconds(5), 3));

        SqlResult result = few.invoke("SELECT id, 'long text' AS t, customer FROM orders ORDER BY id DESC");

        assertThat(result.cut()).isTrue();
        assertThat(result.rows())
                .containsExactly(
                        List.of("4", "lon... (9 characters)", "NUL... (4 characters)"),
                        List.of("3", "lon... (9 characters)", "Ann"));
        assertThat(result.text()).endsWith("(more rows were cut off)");
        assertThatThrownBy(() -> SqlLimits.DEFAULT.rows(0)).hasMessageContaining("at least");
    }

    @Test
    void whatTheDatabaseRefusesIsToldInItsWords() {
        assertThatThrownBy(() -> database.invoke("SELECT nothing FROM orders"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("The database refused the query")
                .hasMessageContaining("NOTHING");
    }

    @Test
    void tablesAreDescribedWithSomeRowsAndOthersAreNot() {
        assertThat(database.describe(1)).isEqualTo("""
                CREATE TABLE ORDERS (
                  ID INTEGER,
                  CUSTOMER CHARACTER VARYING,
                  AMOUNT DOUBLE PRECISION
                );
                Some rows:
                ID | CUSTOMER | AMOUNT
                1 | 小明 | 12.5
                (more rows were cut off)""");
        assertThat(database.dialect()).isEqualTo("H2");
        assertThatThrownBy(() -> SqlDatabase.of(source, "none").describe(0)).hasMessageContaining("'none'");
    }

    @Test
    void sqliteIsReadOnlyToo() throws SQLException {
        SQLiteDataSource sqlite = new SQLiteDataSource();
        sqlite.setUrl("jdbc:sqlite:" + folder.resolve("shop.db"));
        source = sqlite;
        execute("CREATE TABLE goods (name TEXT, price REAL)", "INSERT INTO goods VALUES ('茶', 3.5), ('tea', 4)");

        SqlDatabase goods = SqlDatabase.of(sqlite, "goods");

        assertThat(goods.invoke("SELECT name FROM goods WHERE price < 4").rows())
                .containsExactly(List.of("茶"));
        assertThat(goods.describe(0)).contains("CREATE TABLE goods", "name TEXT", "price REAL");
        assertThatThrownBy(() -> goods.invoke("SELECT load_extension('x') FROM goods"))
                .hasMessageContaining("load_extension");
    }

    @Test
    void aTableOfACsvFileCanBeAsked() throws IOException {
        Path file = folder.resolve("销售.csv");
        Files.writeString(file, "\uFEFF城市,amount,zip,rate\n北京,3,0101,1.5\n上海,4,0202,\n\"a \"\"b\"\"\",,1,2\n");
        CsvTables.load(source, "sales", file);

        SqlDatabase sales = SqlDatabase.of(source, "sales");

        assertThat(sales.invoke("SELECT SUM(\"amount\") AS total FROM \"sales\"")
                        .rows())
                .containsExactly(List.of("7"));
        assertThat(sales.invoke("SELECT \"城市\", \"zip\", \"rate\" FROM \"sales\" ORDER BY 2")
                        .rows())
                .containsExactly(
                        List.of("北京", "0101", "1.5"), List.of("上海", "0202", "NULL"), List.of("a \"b\"", "1", "2.0"));
        assertThat(sales.describe(0)).contains("\"sales\"", "\"城市\"", "BIGINT", "DOUBLE PRECISION");
    }

    @Test
    void aCsvFileThatIsNoneIsToldWithItsRow() throws IOException {
        Path ragged = Files.writeString(folder.resolve("ragged.csv"), "a,b\n1,2\n3\n");
        Path empty = Files.writeString(folder.resolve("empty.csv"), "");

        assertThatThrownBy(() -> CsvTables.load(source, "t", ragged))
                .isInstanceOf(DocumentLoadException.class)
                .hasMessageContaining("ragged.csv")
                .hasMessageContaining("row 2");
        assertThatThrownBy(() -> CsvTables.load(source, "t", empty)).isInstanceOf(DocumentLoadException.class);
        assertThatThrownBy(() -> CsvTables.load(source, "t", folder.resolve("none.csv")))
                .isInstanceOf(DocumentLoadException.class);
    }
}
