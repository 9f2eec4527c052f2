package dev.lian4j.dataconnection.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.RunListener;
import dev.lian4j.core.Step;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.dataconnection.LetterEmbeddings;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VectorStoreRetrieverTest {

    private final InMemoryVectorStore store = InMemoryVectorStore.fromDocuments(
            List.of(Document.of("aaa"), Document.of("ab"), Document.of("b 退款")), new LetterEmbeddings());

    private static List<String> texts(Retriever retriever) {
        return retriever.retrieve("aaab").stream()
                .map(found -> found.document().text())
                .toList();
    }

    @Test
    void findsTheNearest() {
        assertThat(texts(VectorStoreRetriever.of(store, 2))).containsExactly("aaa", "ab");
    }

    @Test
    void leavesOutWhatIsBelowTheScore() {
        assertThat(texts(VectorStoreRetriever.of(store, 3).withMinScore(0.9))).containsExactly("aaa");
    }

    @Test
    void showsTheEmbeddingAsAStepBelowTheRetrieval() {
        List<Step> steps = new ArrayList<>();
        store.asRetriever(1)
                .withListener(new RunListener() {
                    @Override
                    public void onStart(Step step, @Nullable Object input) {
                        steps.add(step);
                    }
                })
                .invoke("a");
        assertThat(steps).extracting(Step::kind).endsWith(StepKind.RETRIEVER, StepKind.EMBEDDING);
        Step embedding = steps.get(steps.size() - 1);
        assertThat(embedding.name()).isEqualTo("LetterEmbeddings");
        assertThat(embedding.parentId()).isEqualTo(steps.get(steps.size() - 2).id());
    }

    @Test
    void refusesLimitsThatMakeNoSense() {
        assertThatThrownBy(() -> VectorStoreRetriever.of(store, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VectorStoreRetriever.of(store, 1).withMinScore(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
