package dev.lian4j.examples.cli;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The model that was chosen. Closing it frees what it holds.
 *
 * @param model the model; null where passages are to be quoted instead
 * @param name how the choice is shown: {@code provider:name}
 * @param embedded whether it is the small model that runs here because nothing else was chosen
 * @param resource what must be closed with it
 */
record Answerer(@Nullable ChatModel model, String name, boolean embedded, AutoCloseable resource)
        implements AutoCloseable {

    /** No model: passages are quoted. */
    static final Answerer NONE = new Answerer(null, "none", false, () -> {});

    /** The way from a question to an answer; what the embedded model says is checked against the pages. */
    Chain<String, CitedAnswer> answers(Retriever retriever, List<Document> pages, EmbeddingModel embeddings) {
        return embedded && model != null
                ? new SmallModelAnswers(retriever, pages, embeddings, model, name)
                : new DocumentAnswers(retriever, this);
    }

    @Override
    public void close() {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("Could not close " + name, e);
        }
    }
}
