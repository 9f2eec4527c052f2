package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;

/** Counts the letters a, b and c. */
final class LetterEmbeddings implements EmbeddingModel {

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return texts.stream().map(LetterEmbeddings::vector).toList();
    }

    private static float[] vector(String text) {
        float[] vector = {0.01f, 0.01f, 0.01f};
        text.chars().filter(c -> c >= 'a' && c <= 'c').forEach(c -> vector[c - 'a']++);
        return vector;
    }
}
