package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.model.EmbeddingModel;

/** An embedding model as the step that embeds a question, which some models do otherwise than documents. */
record QueryEmbedding(EmbeddingModel model) implements Chain<String, float[]> {

    @Override
    public float[] invoke(String query, Run run) {
        return model.embedQuery(query);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public StepKind kind() {
        return StepKind.EMBEDDING;
    }
}
