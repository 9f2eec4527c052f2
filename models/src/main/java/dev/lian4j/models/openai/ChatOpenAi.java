package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.support.Unsupported;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chat model of OpenAI, or of any server that speaks its chat protocol; {@link Provider} names those whose ways are
 * known. Streams where pieces are wanted. A refusal is the answer's text, with finish reason {@code CONTENT_FILTER}.
 * What a provider lacks is an error, see {@link Builder#dropUnsupported}. Immutable, thread safe. Errors are those of
 * {@code core.error}; source of the protocol: OpenAI's API reference, "Chat".
 */
public final class ChatOpenAi implements ChatModel {

    /** The model that answers if none is named. */
    public static final String DEFAULT_MODEL = "gpt-4o-mini";

    private final Endpoint endpoint;
    private final ChatParameters parameters;
    private final boolean streamUsage;
    private final boolean dropUnsupported;

    private ChatOpenAi(Builder builder) {
        this.endpoint = builder.endpoint();
        this.parameters = builder.parametersOr(
                ChatParameters.builder().model(DEFAULT_MODEL).build());
        this.streamUsage = builder.streamsUsage();
        this.dropUnsupported = builder.dropsUnsupported();
    }

    /**
     * OpenAI's default model, with the key from the environment or {@code .env}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static ChatOpenAi create() {
        return builder().build();
    }

    /**
     * A provider's model, with the key from the environment or {@code .env}: {@code of(Provider.DEEPSEEK,
     * "deepseek-chat")}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if the provider wants a key and there is none
     */
    public static ChatOpenAi of(Provider provider, String model) {
        return builder(provider).model(model).build();
    }

    /** Nothing set yet; the default model is {@value #DEFAULT_MODEL}, the provider the one whose address it is. */
    public static Builder builder() {
        return new Builder(null);
    }

    /** A model of this provider, which {@link Builder#model} has to name. */
    public static Builder builder(Provider provider) {
        return new Builder(provider);
    }

    @Override
    public Set<ChatFeature> features() {
        return endpoint.provider().features();
    }

    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        ChatRequest asked =
                new ChatRequest(request.messages(), request.parameters().orElse(parameters));
        ChatRequest fitting = Unsupported.check(
                endpoint.provider().server().name(), asked, endpoint.dialect().featuresFor(asked), dropUnsupported);
        Integer n = fitting.parameters().n();
        return endpoint.post(
                "chat/completions",
                body(fitting, run.wantsPieces()),
                run.wantsPieces(),
                run,
                (reply, guarded) -> new ChatAssembler(reply, guarded, n == null ? 1 : n));
    }

    private ObjectNode body(ChatRequest request, boolean stream) {
        ChatParameters given = request.parameters();
        WireParameters wire = new WireParameters(Json.object(), endpoint.dialect());
        wire.common(given);
        wire.body().set("messages", new WireMessages(endpoint.dialect()).messages(request.messages()));
        wire.chat(given);
        if (stream) {
            wire.stream(streamUsage);
        }
        if (endpoint.dialect().requireParameters() && !dropUnsupported) {
            wire.body().putObject("provider").put("require_parameters", true);
        }
        wire.extra(given);
        return wire.body();
    }

    @Override
    public String toString() {
        return "ChatOpenAi[" + parameters.model() + " at " + endpoint + "]";
    }

    /** Sets where to call and what to ask for. Not thread safe. */
    public static final class Builder extends GeneratingBuilder<Builder> {

        private Builder(@Nullable Provider provider) {
            super(provider);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * The model.
         *
         * @throws dev.lian4j.core.error.AuthenticationException if the provider wants a key and there is none
         * @throws IllegalArgumentException if the address, the key or a header cannot be sent, or the provider has no
         *     model to fall back on
         */
        public ChatOpenAi build() {
            return new ChatOpenAi(this);
        }
    }
}
