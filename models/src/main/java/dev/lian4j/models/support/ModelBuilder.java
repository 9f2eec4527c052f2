package dev.lian4j.models.support;

import dev.lian4j.core.model.ChatParameters;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of models that write text share. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class ModelBuilder<B extends ModelBuilder<B>> extends ServerBuilder<B> {

    private ChatParameters parameters = ChatParameters.NONE;
    private @Nullable String model;
    private boolean dropUnsupported;

    /** Of this server unless told otherwise. */
    protected ModelBuilder(Server server) {
        super(server);
    }

    /** How to answer, where a request does not say otherwise. Default: what the model's own class names. */
    public B parameters(ChatParameters defaults) {
        this.parameters = defaults;
        return self();
    }

    /** The model's name at its provider; wins over the one in {@link #parameters(ChatParameters)}. */
    public B model(String name) {
        this.model = name;
        return self();
    }

    /** Leaves out what the provider lacks, where a request asks for it. Default: that is an error. */
    public B dropUnsupported() {
        this.dropUnsupported = true;
        return self();
    }

    /** How to answer, as set here, and the model's name where one was given. */
    protected final ChatParameters parameters() {
        return model == null ? parameters : parameters.toBuilder().model(model).build();
    }

    /** Whether what the provider lacks is left out. */
    protected final boolean dropsUnsupported() {
        return dropUnsupported;
    }
}
