package dev.lian4j.models.openai;

import dev.lian4j.core.model.ChatParameters;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of models that write text share. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class GeneratingBuilder<B extends GeneratingBuilder<B>> extends OpenAiBuilder<B> {

    private static final Set<Provider> OPENAIS_MODELS =
            EnumSet.of(Provider.OPENAI, Provider.AZURE, Provider.COMPATIBLE);

    private ChatParameters parameters = ChatParameters.NONE;
    private @Nullable String model;
    private boolean streamUsage = true;
    private boolean dropUnsupported;

    GeneratingBuilder(@Nullable Provider provider) {
        super(provider);
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

    /** Whether a stream is to end with its token usage; off for servers that do not know the field. Default: on. */
    public B streamUsage(boolean wanted) {
        this.streamUsage = wanted;
        return self();
    }

    /** Leaves out what the provider lacks, where a request asks for it. Default: that is an error. */
    public B dropUnsupported() {
        this.dropUnsupported = true;
        return self();
    }

    /** How to answer; {@code defaults} name OpenAI's model, which other providers do not have. */
    final ChatParameters parametersOr(ChatParameters defaults) {
        ChatParameters given =
                model == null ? parameters : parameters.toBuilder().model(model).build();
        if (given.model() == null && !OPENAIS_MODELS.contains(provider())) {
            throw new IllegalArgumentException(
                    "Name a model of " + provider().server().name() + " by model(...)");
        }
        return given.orElse(defaults);
    }

    final boolean streamsUsage() {
        return streamUsage;
    }

    final boolean dropsUnsupported() {
        return dropUnsupported;
    }
}
