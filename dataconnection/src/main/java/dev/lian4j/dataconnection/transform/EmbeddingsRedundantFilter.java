package dev.lian4j.dataconnection.transform;

import dev.lian4j.core.document.Cosine;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Leaves out documents that say the same as one before them: those whose cosine with it is above a threshold. Reads all
 * documents before it gives the first; takes time by their number squared.
 *
 * @param embeddings the model to compare by
 * @param threshold the cosine above which two documents are the same, -1 to 1
 */
public record EmbeddingsRedundantFilter(EmbeddingModel embeddings, double threshold) implements DocumentTransformer {

    /** A filter at LangChain's threshold of 0.95. */
    public static EmbeddingsRedundantFilter of(EmbeddingModel embeddings) {
        return new EmbeddingsRedundantFilter(embeddings, 0.95);
    }

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        List<Document> all = documents.toList();
        List<float[]> vectors =
                embeddings.embedDocuments(all.stream().map(Document::text).toList());
        List<Document> kept = new ArrayList<>();
        List<float[]> keptVectors = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            float[] vector = vectors.get(i);
            if (keptVectors.stream().noneMatch(other -> Cosine.of(vector, other) > threshold)) {
                kept.add(all.get(i));
                keptVectors.add(vector);
            }
        }
        return kept.stream();
    }
}
