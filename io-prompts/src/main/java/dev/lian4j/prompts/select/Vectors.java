package dev.lian4j.prompts.select;

import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;

/** Vectors of texts, and how near they are. */
final class Vectors {

    private Vectors() {}

    /** A vector for each text, or a failure of the model to give that many. */
    static List<float[]> of(EmbeddingModel model, List<String> texts) {
        List<float[]> vectors = texts.isEmpty() ? List.of() : model.embedDocuments(texts);
        if (vectors.size() != texts.size()) {
            throw new InvalidResponseException(
                    "The embedding model gave " + vectors.size() + " vectors for " + texts.size() + " texts.",
                    ModelException.Details.NONE,
                    null);
        }
        return vectors;
    }

    /** From -1 to 1; 0 where a vector has no length. */
    static double cosine(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new InvalidResponseException(
                    "The embedding model gave vectors of " + a.length + " and " + b.length + " numbers.",
                    ModelException.Details.NONE,
                    null);
        }
        double lengths = Math.sqrt(product(a, a) * product(b, b));
        return lengths == 0 ? 0 : product(a, b) / lengths;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
