package dev.lian4j.dataconnection.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import dev.lian4j.dataconnection.retrieve.Fusion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneWordsTest {

    @TempDir
    private Path folder;

    private LuceneVectorStore store = null;

    private void texts(String... texts) {
        fill(LuceneVectorStore.builder(folder, VectorStoreContract.LETTERS).open(), texts);
    }

    private void texts(Analyzer analyzer, String... texts) {
        fill(
                LuceneVectorStore.builder(folder, VectorStoreContract.LETTERS)
                        .analyzer(analyzer)
                        .open(),
                texts);
    }

    private void fill(LuceneVectorStore made, String... texts) {
        store = made;
        store.put(
                IntStream.range(0, texts.length)
                        .mapToObj(i -> new Document("d" + i, texts[i], Map.of("n", i)))
                        .toList(),
                IntStream.range(0, texts.length)
                        .mapToObj(i -> new float[] {1, i})
                        .toList());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<String> words(String question) {
        return ids(store.asKeywordRetriever(9).retrieve(question));
    }

    private static List<String> ids(List<ScoredDocument> found) {
        return found.stream()
                .map(scored -> String.valueOf(scored.document().id()))
                .toList();
    }

    @Test
    void findsByWordsInChineseAndEnglish() {
        texts("如何申请退款？", "我們申請了退款", "南京市长江大桥", "A refund POLICY, ＦＵＬＬ width", "résumé", "데이터베이스 ﾃﾞｰﾀ");
        assertThat(words("退款")).containsExactlyInAnyOrder("d0", "d1");
        assertThat(words("申請")).containsExactly("d1");
        assertThat(words("长江")).containsExactly("d2");
        assertThat(words("江长")).isEmpty();
        assertThat(words("full policy")).containsExactly("d3");
        assertThat(words("RÉSUMÉ")).containsExactly("d4");
        assertThat(words("データ")).containsExactly("d5");
    }

    @Test
    void findsOtherFormsOfEnglishWords() {
        texts("The company's policies", "refunding 退款", "polish");
        assertThat(words("policy")).containsExactly("d0");
        assertThat(words("companies")).containsExactly("d0");
        assertThat(words("Refunds")).containsExactly("d1");
    }

    @Test
    void findsByOneCharacter() {
        texts("我的猫很好", "狗", "猫狗大战");
        assertThat(words("猫")).containsExactlyInAnyOrder("d0", "d2");
        assertThat(words("狗")).containsExactlyInAnyOrder("d1", "d2");
        assertThat(words("猫 很好")).startsWith("d0");
    }

    @Test
    void readsNoQuestionAsALanguage() {
        texts("如何申请退款？", "我們申請了退款", "b");
        assertThat(words("text:* OR \"[ AND (")).isEmpty();
        assertThat(words("")).isEmpty();
        assertThat(words("？！")).isEmpty();
        assertThat(words("退款 ".repeat(3000) + IntStream.range(0, 3000).boxed().toList()))
                .containsExactlyInAnyOrder("d0", "d1");
    }

    @Test
    void findsByWordsAmongThoseTheFilterMeans() {
        texts("退款 退款", "退款");
        assertThat(words("退款")).containsExactly("d0", "d1");
        assertThat(ids(store.asKeywordRetriever(9).where(Filter.gt("n", 0)).retrieve("退款")))
                .containsExactly("d1");
        assertThat(ids(store.asKeywordRetriever(1).retrieve("退款"))).containsExactly("d0");
        assertThatThrownBy(() -> store.asKeywordRetriever(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void cutsChineseByADictionaryWhereAskedTo() {
        texts(new SmartChineseAnalyzer(), "南京市长江大桥", "北京市长发表讲话");
        assertThat(words("市长")).containsExactly("d1");
        assertThat(words("长江")).containsExactly("d0");
    }

    @Test
    void joinsWhatIsNearAndWhatHasTheWords() {
        texts("a 无关", "aab", "ab 退款", "bbbbb 退款");
        Retriever hybrid = store.asHybridRetriever(3);
        assertThat(ids(hybrid.retrieve("a 退款"))).hasSize(3).contains("d0", "d2");
        assertThat(ids(store.asHybridRetriever(1, Fusion.weightedScores(0, 1)).retrieve("bbbbb")))
                .containsExactly("d3");
        assertThat(ids(store.asHybridRetriever(1, Fusion.reciprocalRank(1, 0)).retrieve("a 退款")))
                .containsExactly("d0");
        assertThat(ids(store.asHybridRetriever(3).invoke("没有 b"))).hasSize(3);
        assertThat(ids(store.asHybridRetriever(9).where(Filter.eq("n", 2)).retrieve("a 退款")))
                .containsExactly("d2");
    }

    @Test
    void scoresByRanksAsTheSourceSays() {
        texts("a", "a 退款");
        List<ScoredDocument> found = store.asHybridRetriever(2).retrieve("a 退款");
        assertThat(ids(found)).containsExactly("d0", "d1").doesNotHaveDuplicates();
        assertThat(found).extracting(ScoredDocument::score).allMatch(score -> score <= 1.0 / 61 && score >= 1.0 / 63);
    }

    @Test
    void refusesWeightsThatMeanNothing() {
        texts("a");
        assertThatThrownBy(() -> Fusion.weightedScores(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fusion.reciprocalRank(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fusion.reciprocalRank(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
