package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Cosine;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;

/** How near two meanings are. */
record Similarity(EmbeddingModel embeddings) implements Evaluator {

    @Override
    public String name() {
        return "similarity";
    }

    @Override
    public EvaluationScore evaluate(EvaluationCase asked, EvaluatedAnswer answer, Run run) {
        List<float[]> vectors = run.call(embeddings, List.of(Evaluators.expected(asked), answer.text()));
        double cosine = Cosine.of(vectors.get(0), vectors.get(1));
        return EvaluationScore.of(Math.max(0, Math.min(1, cosine)), "");
    }
}
