package dev.lian4j.core.model;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import java.util.List;

/** Turns texts into vectors of one length, near each other where the texts mean the same. Safe for several threads. */
public interface EmbeddingModel extends Chain<List<String>, List<float[]>> {

    /** A {@code float[dimension]} for each text, in order. The caller owns the arrays. */
    List<float[]> embedDocuments(List<String> texts);

    /** The vector of a question; differs from a document's where the model was trained so. */
    default float[] embedQuery(String query) {
        return embedDocuments(List.of(query)).get(0);
    }

    @Override
    default List<float[]> invoke(List<String> texts, Run run) {
        return embedDocuments(texts);
    }

    @Override
    default StepKind kind() {
        return StepKind.EMBEDDING;
    }
}
