package dev.lian4j.examples.cli;

import dev.lian4j.core.model.ChatModel;
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

    @Override
    public void close() {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException("Could not close " + name, e);
        }
    }
}
