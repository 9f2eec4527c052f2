package dev.lian4j.dataconnection;

import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;

/** Embeddings of two dimensions that tests can work out by hand: how many a and b a text has. */
public final class LetterEmbeddings implements EmbeddingModel {

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return texts.stream()
                .map(text -> new float[] {count(text, 'a'), count(text, 'b')})
                .toList();
    }

    private static long count(String text, char c) {
        return text.chars().filter(x -> x == c).count();
    }
}
