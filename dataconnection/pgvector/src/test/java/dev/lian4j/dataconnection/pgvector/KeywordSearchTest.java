package dev.lian4j.dataconnection.pgvector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.dataconnection.retrieve.HybridRetriever;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordSearchTest {

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    private static int tables;

    private PgVectorStore store;

    @BeforeEach
    void fill() {
        store = PgVectorStore.builder(POSTGRES.pool(), new LetterEmbeddings())
                .table("words" + tables++)
                .open();
        store.addDocuments(List.of(
                new Document("refund", "七天内可以申请退款,请保留发票。", Map.of("page", 1)),
                new Document("leak", "E7: water is leaking inside the device; 机内漏水", Map.of("page", 2)),
                new Document("leave", "Employees have 27 days of annual leave. It's paid.", Map.of("page", 3)),
                new Document("cat", "猫", Map.of("page", 4)),
                new Document("odd", "C:\\temp\\'x' & \"y\" | !z <-> (a:*)", Map.of("page", 5))));
    }

    private static List<String> ids(List<ScoredDocument> found) {
        return found.stream()
                .map(scored -> String.valueOf(scored.document().id()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "怎么退款?|refund",
                "屏幕显示E7是什么意思|leak",
                "漏水|leak",
                "leaks in devices|leak",
                "How many days of annual leave do I have?|leave",
                "ANNUAL|leave",
                "猫|cat",
                "发|refund",
                "temp|odd"
            })
    void findsByWordsAndByPairsOfCharacters(String question, String id) {
        assertThat(ids(store.keywordSearch(question, 1, Filter.all()))).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "the of", "龙", "款退", "?!|&<->():*'\\\"", "\0", "x' | 'y", "\\", "''"})
    void anyQuestionIsAsked(String question) {
        assertThat(store.keywordSearch(question, 5, Filter.all())).allMatch(found -> found.score() > 0);
    }

    @Test
    void looksOnlyAmongThoseTheFilterMeans() {
        assertThat(ids(store.keywordSearch("漏水 退款 leave", 5, Filter.gte("page", 2))))
                .containsExactlyInAnyOrder("leak", "leave");
        assertThat(store.asKeywordRetriever(2).invoke("漏水 退款 leave")).hasSize(2);
    }

    @Test
    void takesTextsBeyondWhatPostgresCanLookUp() {
        String long1 = "漏水很严重".repeat(400_000) + " unusual".repeat(200_000);
        StringBuilder distinct = new StringBuilder();
        for (int i = 0; i < 400_000; i++) {
            distinct.appendCodePoint(0x4e00 + i % 20_000).appendCodePoint(0x4e00 + i * 31 % 20_011);
        }
        store.addDocuments(List.of(
                Document.of(long1).withId("l"),
                Document.of(distinct.toString()).withId("d"),
                Document.of("w".repeat(5000) + " tail").withId("w")));
        assertThat(ids(store.keywordSearch("严重", 9, Filter.all()))).contains("l");
        assertThat(ids(store.keywordSearch("tail", 9, Filter.all()))).containsExactly("w");
    }

    @Test
    void joinsMeaningAndWords() {
        HybridRetriever both = store.asHybridRetriever(3);
        assertThat(ids(both.invoke("漏水"))).first().isEqualTo("leak");
        assertThat(both.invoke("漏水")).hasSize(3);
        assertThat(ids(both.where(Filter.eq("page", 3)).invoke("漏水"))).containsExactly("leave");
        assertThat(ids(both.withVectorWeight(0).invoke("猫"))).first().isEqualTo("cat");
        assertThatThrownBy(() -> both.withVectorWeight(2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.asHybridRetriever(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsDocumentsOfTheSameTextApart() {
        store.addDocuments(
                List.of(Document.of("同文").withId("1"), Document.of("同文").withId("2")));
        assertThat(ids(store.asHybridRetriever(2).invoke("同文"))).containsExactlyInAnyOrder("1", "2");
    }
}
