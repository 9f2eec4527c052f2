package dev.lian4j.models.ollama;

import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.models.support.ModelBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of Ollama's models that write text share. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class OllamaBuilder<B extends OllamaBuilder<B>> extends ModelBuilder<B> {

    private final Map<String, Object> options = new LinkedHashMap<>();
    private @Nullable Duration keepAlive;

    OllamaBuilder() {
        super(OllamaHost.SERVER);
    }

    /** The tokens that question and answer together may have; more is cut off silently by the server. */
    public B numCtx(int tokens) {
        return option("num_ctx", tokens);
    }

    /** An option of Ollama's by its own name, such as {@code min_p} or {@code num_gpu}. */
    public B option(String name, Object value) {
        options.put(name, value);
        return self();
    }

    /** How long the model stays in memory; 0 lets it go at once, less than 0 keeps it. Default: the server's. */
    public B keepAlive(Duration time) {
        this.keepAlive = time;
        return self();
    }

    @Override
    protected final String address(String setting) {
        return OllamaHost.address(setting);
    }

    final OllamaParameters settings() {
        ChatParameters given = parameters();
        if (given.model() == null) {
            throw new IllegalArgumentException("Name a model by model(...); `ollama list` shows those that are there");
        }
        return new OllamaParameters(given, Map.copyOf(options), keepAlive, dropsUnsupported());
    }
}
