package dev.lian4j.core.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaximalMarginalRelevanceTest {

    private static final float[] QUERY = {1, 0};
    private static final List<float[]> VECTORS =
            List.of(new float[] {1, 0}, new float[] {0.99f, 0.01f}, new float[] {0.6f, 0.8f}, new float[] {0, 1});

    @Test
    void nearnessAloneKeepsTheOrder() {
        assertThat(MaximalMarginalRelevance.select(QUERY, VECTORS, 3, 1)).containsExactly(0, 1, 2);
    }

    @Test
    void differenceBringsTheFarther() {
        assertThat(MaximalMarginalRelevance.select(QUERY, VECTORS, 2, 0)).containsExactly(0, 3);
        assertThat(MaximalMarginalRelevance.select(QUERY, VECTORS, 9, 0.3))
                .hasSize(4)
                .startsWith(0);
    }

    @Test
    void makesVectorsThatAreMissing() {
        EmbeddingModel model = texts ->
                texts.stream().map(text -> VECTORS.get(Integer.parseInt(text))).toList();
        List<ScoredDocument> found = List.of(
                new ScoredDocument(Document.of("0"), 1, VECTORS.get(0)),
                new ScoredDocument(Document.of("1"), 1),
                new ScoredDocument(Document.of("3"), 0));
        assertThat(MaximalMarginalRelevance.select(QUERY, found, model, 2, 0))
                .extracting(each -> each.document().text())
                .containsExactly("0", "3");
    }

    @Test
    void refusesNumbersWithoutMeaning() {
        assertThatThrownBy(() -> MaximalMarginalRelevance.select(QUERY, VECTORS, 1, 1.1))
                .hasMessage("lambda must be between 0 and 1, was 1.1");
        assertThatThrownBy(() -> MaximalMarginalRelevance.select(QUERY, VECTORS, 0, 1))
                .hasMessage("k must be at least 1, was 0");
        assertThat(MaximalMarginalRelevance.select(QUERY, List.of(), 3, 0.5)).isEmpty();
    }
}
