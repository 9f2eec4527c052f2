package dev.lian4j.models.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.models.testing.FakeEmbeddings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BatchingEmbeddingsTest {

    private final List<List<String>> asked = new CopyOnWriteArrayList<>();
    private final EmbeddingModel model = texts -> {
        asked.add(texts);
        return FakeEmbeddings.of(4).embedDocuments(texts);
    };

    @Property(tries = 50)
    void theVectorsAreInOrderAndNoBatchIsTooBig(
            @ForAll List<String> texts,
            @ForAll @IntRange(min = 1, max = 7) int maxTexts,
            @ForAll @IntRange(min = 1, max = 300) int maxCharacters,
            @ForAll @IntRange(min = 1, max = 4) int parallelism) {
        asked.clear();

        List<float[]> vectors = BatchingEmbeddings.of(model, maxTexts, maxCharacters, parallelism)
                .embedDocuments(texts);

        assertThat(vectors)
                .usingRecursiveComparison()
                .isEqualTo(FakeEmbeddings.of(4).embedDocuments(texts));
        assertThat(asked).allSatisfy(batch -> {
            assertThat(batch).hasSizeBetween(1, maxTexts);
            assertThat(batch.size() == 1 || String.join("", batch).length() <= maxCharacters)
                    .isTrue();
        });
    }

    @Test
    void batchesAreAsFullAsTheyMayBe() {
        List<String> texts = IntStream.range(0, 10).mapToObj(i -> "文" + i).toList();

        BatchingEmbeddings.of(model, 4, 1_000, 1).embedDocuments(texts);

        assertThat(asked).containsExactly(texts.subList(0, 4), texts.subList(4, 8), texts.subList(8, 10));
    }

    @Test
    void oneVectorTooFewIsNotPassedOver() {
        BatchingEmbeddings batching = BatchingEmbeddings.of(texts -> List.of(new float[1]), 2, 100, 1);

        assertThatThrownBy(() -> batching.embedDocuments(List.of("a", "b", "c")))
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("1 vectors for 2 texts");
    }
}
