package dev.lian4j.models.local;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.models.local.worker.Frame;
import dev.lian4j.models.local.worker.Kind;
import java.util.ArrayList;
import java.util.List;

/** A model that makes vectors of texts, one after the other. */
record LocalEmbeddingModel(ModelHost host) implements EmbeddingModel {

    LocalEmbeddingModel {
        if (!host.options().embeddings()) {
            throw new ModelException(
                    host.name() + " was opened to write texts; open it by builder(...).forEmbeddings()");
        }
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return invoke(texts, Run.root());
    }

    @Override
    public List<float[]> invoke(List<String> texts, Run run) {
        List<float[]> vectors = new ArrayList<>();
        for (String text : texts) {
            vectors.add(host.exclusively(run, process -> embed(text, process, run)));
        }
        return vectors;
    }

    private float[] embed(String text, NativeProcess process, Run run) {
        if (text.isEmpty()) {
            throw new ModelException("An empty text has no vector");
        }
        var unused = new TokenCount(host, process, run).checked(text);
        return process.ask(run, call -> Frame.of(call, Kind.EMBED, text)).vector();
    }
}
