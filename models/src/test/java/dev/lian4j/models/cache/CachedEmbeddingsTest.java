package dev.lian4j.models.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.models.testing.FakeEmbeddings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedEmbeddingsTest {

    /** Tells documents from questions, and keeps what it was asked. */
    private static final class Counting implements EmbeddingModel {
        final List<List<String>> asked = new ArrayList<>();

        @Override
        public List<float[]> embedDocuments(List<String> texts) {
            asked.add(texts);
            return FakeEmbeddings.of(8).embedDocuments(texts);
        }

        @Override
        public float[] embedQuery(String query) {
            asked.add(List.of("query: " + query));
            return FakeEmbeddings.of(8).embedQuery("query: " + query);
        }
    }

    private final Counting model = new Counting();

    @Test
    void onlyWhatIsMissingIsAskedAndEachTextOnce() {
        CachedEmbeddings cached = CachedEmbeddings.inMemory(model, 100);

        List<float[]> first = cached.embedDocuments(List.of("猫", "狗", "猫"));
        List<float[]> second = cached.embedDocuments(List.of("鱼", "狗"));

        assertThat(model.asked).containsExactly(List.of("猫", "狗"), List.of("鱼"));
        assertThat(first)
                .usingRecursiveComparison()
                .isEqualTo(FakeEmbeddings.of(8).embedDocuments(List.of("猫", "狗", "猫")));
        assertThat(second.get(1)).isEqualTo(first.get(1));
        assertThat(cached.embedDocuments(List.of())).isEmpty();
    }

    @Test
    void questionsAreKeptApartFromDocuments() {
        CachedEmbeddings cached = CachedEmbeddings.inMemory(model, 100);

        float[] document = cached.embedDocuments(List.of("x")).get(0);
        float[] query = cached.embedQuery("x");

        assertThat(query).isNotEqualTo(document).isEqualTo(cached.embedQuery("x"));
        assertThat(model.asked).hasSize(2);
    }

    @Test
    void whoChangesAVectorChangesOnlyHisOwn() {
        CachedEmbeddings cached = CachedEmbeddings.inMemory(model, 100);
        float[] expected = FakeEmbeddings.of(8).embedQuery("x");

        cached.embedDocuments(List.of("x", "x")).get(0)[0] = 99;
        assertThat(cached.embedDocuments(List.of("x")).get(0)).isEqualTo(expected);
        cached.embedQuery("x")[0] = 99;
        assertThat(cached.embedQuery("x")[0]).isNotEqualTo(99);
    }

    @Test
    void vectorsOutliveTheProgramBitByBitAndModelsDoNotMix(@TempDir Path folder) {
        Path file = folder.resolve("vectors.jsonl");
        EmbeddingModel odd = texts -> List.of(new float[] {Float.MIN_VALUE, -0f, Float.NaN, 1e30f});
        CachedEmbeddings.inFile(odd, "odd", file).embedDocuments(List.of("x"));

        float[] kept = CachedEmbeddings.inFile(model, "odd", file)
                .embedDocuments(List.of("x"))
                .get(0);
        float[] other = CachedEmbeddings.inFile(model, "fake", file)
                .embedDocuments(List.of("x"))
                .get(0);

        assertThat(kept).containsExactly(Float.MIN_VALUE, -0f, Float.NaN, 1e30f);
        assertThat(other).hasSize(8);
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void aModelThatGivesAnotherNumberOfVectorsIsAnError() {
        CachedEmbeddings cached = CachedEmbeddings.inMemory(texts -> List.of(), 10);

        assertThatThrownBy(() -> cached.embedDocuments(List.of("x")))
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("0 vectors for 1 texts");
    }
}
