package dev.lian4j.models.openai;

import dev.lian4j.core.model.ChatParameters;

/**
 * What the builders of models that write text share. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class GeneratingBuilder<B extends GeneratingBuilder<B>> extends OpenAiBuilder<B> {

    private ChatParameters parameters = ChatParameters.NONE;
    private boolean streamUsage = true;

    GeneratingBuilder() {}

    /** How to answer, where a request does not say otherwise. Default: what the model's own class names. */
    public B parameters(ChatParameters defaults) {
        this.parameters = defaults;
        return self();
    }

    /** Whether a stream is to end with its token usage; off for servers that do not know the field. Default: on. */
    public B streamUsage(boolean wanted) {
        this.streamUsage = wanted;
        return self();
    }

    final ChatParameters parameters() {
        return parameters;
    }

    final boolean streamsUsage() {
        return streamUsage;
    }
}
