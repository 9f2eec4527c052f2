package dev.lian4j.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixedEmbeddingsTest {

    private final List<String> embedded = new ArrayList<>();
    private final EmbeddingModel model = texts -> {
        embedded.addAll(texts);
        return texts.stream().map(text -> new float[] {text.length()}).toList();
    };

    @Test
    void questionsAndDocumentsHaveTheirOwnWordsBeforeThem() {
        PrefixedEmbeddings e5 = PrefixedEmbeddings.e5(model);

        assertThat(e5.embedQuery("退款")).containsExactly(9);
        assertThat(e5.embedDocuments(List.of("退款", ""))).containsExactly(new float[] {11}, new float[] {9});
        assertThat(e5.invoke(List.of("x"))).hasSize(1);
        assertThat(embedded).containsExactly("query: 退款", "passage: 退款", "passage: ", "passage: x");
    }

    @Test
    void bgeInstructsQuestionsOnly() {
        PrefixedEmbeddings.bgeZh(model).embedQuery("退款");
        PrefixedEmbeddings.bge(model).embedDocuments(List.of("refund"));

        assertThat(embedded).containsExactly("为这个句子生成表示以用于检索相关文章：退款", "refund");
    }
}
