package dev.lian4j.dataconnection.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class KeywordRetrieversTest {

    private static List<Document> documents(String... texts) {
        return Stream.of(texts).map(Document::of).toList();
    }

    private static List<String> texts(List<ScoredDocument> found) {
        return found.stream().map(each -> each.document().text()).toList();
    }

    @Test
    void termsAreWordsInLowerCaseAndPairsOfCharacters() {
        assertThat(SearchTerms.of("The WiFi-6 router, v2.")).containsExactly("the", "wifi", "6", "router", "v2");
        assertThat(SearchTerms.of("连接 WiFi网络，型号ＡＢ１２。"))
                .containsExactly("连", "连接", "接", "wifi", "网", "网络", "络", "型", "型号", "号", "ab12");
        assertThat(SearchTerms.of("我爱")).containsExactly("我", "我爱", "爱");
        assertThat(SearchTerms.of("猫")).containsExactly("猫");
        assertThat(SearchTerms.of("コーヒー")).containsExactly("コー", "ーヒ", "ヒー");
        assertThat(SearchTerms.of("한국어 검색")).containsExactly("한국", "국어", "검색");
        assertThat(SearchTerms.of("𠮷野")).containsExactly("𠮷", "𠮷野", "野");
        assertThat(SearchTerms.of("Über naïve Straße")).containsExactly("über", "naïve", "straße");
        assertThat(SearchTerms.of("か ス")).containsExactly("か", "ス");
        assertThat(SearchTerms.of(" ,。!? ")).isEmpty();
        assertThat(SearchTerms.of("")).isEmpty();
        assertThat(SearchTerms.of("a\uD83Db")).containsExactly("a", "b");
    }

    @Test
    void englishPluralsAreFoundBySingulars() {
        assertThat(SearchTerms.of(
                        "Wings queries glasses shoes gas analyses corpus boss species ties bees zombaies 5s 1990s"))
                .containsExactly(
                        "wing",
                        "query",
                        "glasse",
                        "shoes",
                        "gas",
                        "analyse",
                        "corpus",
                        "boss",
                        "specy",
                        "ty",
                        "bees",
                        "zombaies",
                        "5s",
                        "1990");
    }

    @Test
    void scoresByTheFormulaOfBm25() {
        List<ScoredDocument> found = BM25Retriever.of(documents("cat sat cat", "dog sat", "a bird"), 4)
                .invoke("cat");

        double idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
        double meanLength = 7 / 3.0;
        double expected = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / meanLength));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).score()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void rareWordsWeighMoreThanCommonOnes() {
        List<Document> documents = documents("the common words are here", "the common dog", "the common zebra", "none");

        assertThat(texts(BM25Retriever.of(documents, 4).invoke("common zebra")))
                .first()
                .isEqualTo("the common zebra");
        assertThat(texts(TfidfRetriever.of(documents, 4).invoke("common zebra")))
                .first()
                .isEqualTo("the common zebra");
    }

    @Test
    void givesOnlyDocumentsWithAWordOfTheQuestion() {
        for (Retriever retriever : List.of(
                BM25Retriever.of(documents("猫在沙发上", "狗在院子里", ""), 3),
                TfidfRetriever.of(documents("猫在沙发上", "狗在院子里", ""), 3))) {
            assertThat(texts(retriever.invoke("沙发"))).containsExactly("猫在沙发上");
            assertThat(texts(retriever.invoke("狗"))).containsExactly("狗在院子里");
            assertThat(retriever.invoke("zzz")).isEmpty();
            assertThat(retriever.invoke("")).isEmpty();
        }
        assertThat(BM25Retriever.of(List.of(), 3).invoke("x")).isEmpty();
        assertThat(TfidfRetriever.of(List.of(), 3).invoke("x")).isEmpty();
    }

    @Test
    void ofEqualDocumentsTheFirstComesFirst() {
        List<Document> documents = IntStream.range(0, 20)
                .mapToObj(i -> Document.of("same", Map.of("n", i)))
                .toList();

        assertThat(BM25Retriever.of(documents, 3).invoke("same"))
                .extracting(found -> found.document().metadata().get("n"))
                .containsExactly(0, 1, 2);
    }

    @Test
    void looksAmongThoseThatTheFilterMeans() {
        List<Document> documents =
                List.of(Document.of("cat cat", Map.of("year", 2020)), Document.of("cat", Map.of("year", 2024)));

        assertThat(texts(BM25Retriever.of(documents, 1)
                        .where(Filter.gt("year", 2022))
                        .invoke("cat")))
                .containsExactly("cat");
        assertThat(texts(TfidfRetriever.of(documents, 1)
                        .where(Filter.gt("year", 2022))
                        .invoke("cat")))
                .containsExactly("cat");
    }

    @Test
    void tfidfIsTheCosineOfWeights() {
        List<ScoredDocument> found =
                TfidfRetriever.of(documents("red apple", "red car"), 2).invoke("red apple");

        // Weights by scikit-learn's formula: red ln(3/3)+1, apple ln(3/2)+1.
        double apple = Math.log(1.5) + 1;
        assertThat(found.get(0).score()).isCloseTo(1, within(1e-12));
        assertThat(found.get(1).score()).isCloseTo(1 / (1 + apple * apple), within(1e-12));
    }

    @Test
    void takesOtherTermsAndNumbers() {
        List<Document> documents = documents("a,b", "b,b,b,b,b,b,b,b");
        BM25Retriever.Builder commas = BM25Retriever.builder().analyzer(text -> Arrays.asList(text.split(",")));

        assertThat(texts(commas.build(documents).invoke("b"))).containsExactly("b,b,b,b,b,b,b,b", "a,b");
        assertThat(texts(commas.k1(0).b(0).build(documents).invoke("b"))).containsExactly("a,b", "b,b,b,b,b,b,b,b");
        assertThatIllegalArgumentException().isThrownBy(() -> commas.k(0)).withMessageContaining("was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> commas.b(1.1)).withMessageContaining("was 1.1");
        assertThatIllegalArgumentException().isThrownBy(() -> commas.k1(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> TfidfRetriever.of(documents, 0));
    }

    @Test
    void hybridFindsWhatEitherFinds() {
        Retriever words = BM25Retriever.of(documents("error E1234 in the pump", "the pump is loud"), 2);
        Retriever meaning = query -> List.of(new ScoredDocument(Document.of("fault codes of pumps"), 0.9));

        assertThat(texts(EnsembleRetriever.of(List.of(words, meaning)).invoke("E1234")))
                .containsExactlyInAnyOrder("error E1234 in the pump", "fault codes of pumps");
    }

    @Property(tries = 200)
    void bestAreThoseOfAFullSort(
            @ForAll @Size(max = 30) List<@StringLength(max = 12) String> texts,
            @ForAll @IntRange(min = 1, max = 8) int k) {
        List<Document> documents = texts.stream().map(Document::of).toList();
        BM25Retriever all = BM25Retriever.of(documents, 100);
        String query = String.join(" ", texts);

        List<ScoredDocument> sorted = all.invoke(query);
        assertThat(BM25Retriever.of(documents, k).invoke(query))
                .isEqualTo(sorted.subList(0, Math.min(k, sorted.size())));
        assertThat(sorted)
                .allSatisfy(found -> assertThat(found.score()).isFinite().isPositive());
    }
}
