package dev.lian4j.dataconnection.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.error.StoreException;
import dev.lian4j.dataconnection.store.Metric;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class OpeningTest {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static PgVectorStoreBuilder store(String table) {
        return PgVectorStore.builder(POSTGRES.source(), new LetterEmbeddings()).table(table);
    }

    @Test
    void findsItsDocumentsAgain() {
        store("again").open().addDocuments(List.of(Document.of("abc")));
        PgVectorStore again = store("again").open();
        assertThat(again.size()).isEqualTo(1);
        assertThat(again.dimension()).isEqualTo(3);
        assertThat(again.metric()).isEqualTo(Metric.COSINE);
        again.drop();
        assertThat(store("again").dimension(7).open().size()).isZero();
    }

    @Test
    void opensInTheTableOfLian4jIfNotTold() {
        PgVectorStore.open(POSTGRES.source(), new LetterEmbeddings()).addDocuments(List.of(Document.of("a")));
        assertThat(store("lian4j_documents").open().size()).isEqualTo(1);
    }

    @Test
    void refusesToOpenAStoreAsAnother() {
        store("other").model("bge-small-zh").open();
        refused(store("other").metric(Metric.DOT), "made with metric 'COSINE', not 'DOT'");
        refused(store("other").dimension(4), "made with dimension '3', not '4'");
        refused(store("other").model("minilm"), "made with embedding model 'bge-small-zh', not 'minilm'");
        refused(store("other").language("german"), "made with language 'english', not 'german'");
        store("other").open();
    }

    private static void refused(PgVectorStoreBuilder builder, String message) {
        assertThatThrownBy(builder::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("\"other\"")
                .hasMessageContaining(message);
    }

    @Test
    void refusesAStoreOfANewerVersion() throws Exception {
        store("newer").open();
        POSTGRES.execute("UPDATE lian4j_vector_stores SET layout = 99 WHERE name = 'newer'");
        assertThatThrownBy(() -> store("newer").open()).hasMessageContaining("has layout 99");
    }

    @Test
    void bringsAnOlderStoreUpToDate() throws Exception {
        store("older").open().addDocuments(List.of(Document.of("abc")));
        POSTGRES.execute("DROP INDEX older_metadata, older_lexemes");
        POSTGRES.execute("UPDATE lian4j_vector_stores SET layout = 1 WHERE name = 'older'");
        assertThat(store("older").open().similaritySearch("a", 1)).hasSize(1);
        POSTGRES.execute("DROP INDEX older_metadata, older_lexemes");
    }

    @Test
    void touchesNoTableThatIsNotItsOwn() throws Exception {
        POSTGRES.execute("CREATE TABLE customers (id int)");
        assertThatThrownBy(() -> store("customers").open())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("already exists");
        for (String name : List.of("a b", "a\"; DROP TABLE x", "", "a.b.c", ".a", "表".repeat(17))) {
            assertThatThrownBy(() -> store(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is no name for a table");
        }
    }

    @Test
    void takesANameInAnyScriptAndASchema() throws Exception {
        POSTGRES.execute("CREATE SCHEMA IF NOT EXISTS " + POSTGRES.schema());
        PgVectorStore store = store(POSTGRES.schema() + ".文档").open();
        store.addDocuments(List.of(Document.of("abc")));
        store.rebuildIndex();
        assertThat(store("文档").open().size()).isEqualTo(1);
    }

    @Test
    void manyOpenTheSameNewStoreAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 5; round++) {
                String table = "rush" + round;
                Callable<Integer> opening = () -> store(table).open().dimension();
                for (Future<Integer> opened :
                        threads.invokeAll(List.of(opening, opening, opening, opening, opening, opening))) {
                    assertThat(opened.get()).isEqualTo(3);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void leavesAConnectionOfAPoolAsItWas() throws Exception {
        PgVectorStore store = PgVectorStore.builder(POSTGRES.pool(), new LetterEmbeddings())
                .table("pooled")
                .open();
        POSTGRES.execute("DROP TABLE pooled");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> store.delete(Filter.all()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("\"pooled\" could not be changed")
                    .hasMessageContaining("does not exist");
        }
        try (var connection = POSTGRES.pool().getConnection()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(Sql.of("SELECT 1").query(connection, row -> row.getInt(1)))
                    .containsExactly(1);
        }
        assertThat(POSTGRES.pool().made()).isEqualTo(1);
    }

    @Test
    void aReaderNeedsNoRightToMakeTables() throws Exception {
        store("shared").open().addDocuments(List.of(Document.of("abc 漏水")));
        String reader = POSTGRES.schema() + "_reader";
        POSTGRES.execute("CREATE ROLE " + reader);
        try {
            POSTGRES.execute("GRANT USAGE ON SCHEMA " + POSTGRES.schema() + " TO " + reader);
            POSTGRES.execute("GRANT SELECT ON shared, lian4j_vector_stores TO " + reader);
            PGSimpleDataSource source = POSTGRES.source();
            source.setOptions("-c role=" + reader);
            PgVectorStore store = PgVectorStore.builder(source, new LetterEmbeddings())
                    .table("shared")
                    .open();
            assertThat(store.similaritySearch("a", 1)).hasSize(1);
            assertThat(store.keywordSearch("漏水", 1, Filter.all())).hasSize(1);
            assertThatThrownBy(() -> store.delete(Filter.all())).hasMessageContaining("permission denied");
        } finally {
            POSTGRES.execute("DROP OWNED BY " + reader);
            POSTGRES.execute("DROP ROLE " + reader);
        }
    }

    @Test
    void tellsThatTheServerCannotBeReachedAndNoPassword() throws Exception {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nowhere.setUrl("jdbc:postgresql://127.0.0.1:" + taken.getLocalPort() + "/x?user=u&password=geheim");
        }
        assertThatThrownBy(() -> PgVectorStore.open(nowhere, new LetterEmbeddings()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("could not be opened")
                .hasMessageNotContaining("geheim");
    }
}
