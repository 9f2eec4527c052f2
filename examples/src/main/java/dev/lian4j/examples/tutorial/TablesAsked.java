package dev.lian4j.examples.tutorial;

import dev.lian4j.core.error.LianException;
import dev.lian4j.dataconnection.sql.CsvTables;
import dev.lian4j.dataconnection.sql.SqlAnswer;
import dev.lian4j.dataconnection.sql.SqlDatabase;
import dev.lian4j.dataconnection.sql.SqlDatabaseChain;
import dev.lian4j.models.testing.FakeChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.jdbcx.JdbcDataSource;

/** Questions to a CSV file by a database in memory; queries that a model writes can only read. The model is a fake. */
public final class TablesAsked {

    private TablesAsked() {}

    /** Asks, and tries what may not be done. */
    public static void main(String[] args) throws IOException {
        // tag::sql[]
        Path file = Files.writeString(Files.createTempFile("staff", ".csv"), "NAME,DAYS\n小红,27\nTom,30\n");
        JdbcDataSource memory = new JdbcDataSource();
        memory.setURL("jdbc:h2:mem:staff;DB_CLOSE_DELAY=-1");
        CsvTables.load(memory, "STAFF", file);
        SqlDatabase database = SqlDatabase.of(memory, "STAFF");

        FakeChatModel model = FakeChatModel.of("SELECT DAYS FROM STAFF WHERE NAME = '小红'", "小红有 27 天。");
        SqlAnswer answer = SqlDatabaseChain.of(database, model).invoke("小红有几天年假?");
        System.out.println(
                answer.text() + " " + answer.sql() + " " + answer.result().rows());
        // end::sql[]
        try {
            database.invoke("DELETE FROM STAFF");
        } catch (LianException e) {
            System.out.println(e.getMessage());
        }
        Files.delete(file);
    }
}
