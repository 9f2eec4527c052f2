package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.LanguageModel;
import dev.lian4j.models.http.Json;
import dev.lian4j.models.support.Unsupported;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A language model that continues a text, over OpenAI's older completions protocol, as vLLM and llama-server speak it
 * too. Streams where pieces are wanted. Immutable, thread safe. Errors are those of {@code core.error}; source of the
 * protocol: OpenAI's API reference, "Completions".
 */
public final class OpenAi implements LanguageModel {

    /** The model that answers if none is named. */
    public static final String DEFAULT_MODEL = "gpt-3.5-turbo-instruct";

    /** The most tokens to write if nothing is said; the protocol's own default of 16 cuts every answer. */
    public static final int DEFAULT_MAX_TOKENS = 256;

    /** What only chat has; several answers and likelihoods have other forms here. */
    private static final Set<ChatFeature> CHAT_ONLY = EnumSet.of(
            ChatFeature.TOOLS,
            ChatFeature.TOOL_CHOICE,
            ChatFeature.PARALLEL_TOOL_CALLS,
            ChatFeature.JSON_OBJECT,
            ChatFeature.JSON_SCHEMA,
            ChatFeature.IMAGES,
            ChatFeature.REASONING_EFFORT,
            ChatFeature.N,
            ChatFeature.LOGPROBS);

    private final Endpoint endpoint;
    private final ChatParameters parameters;
    private final boolean streamUsage;
    private final boolean dropUnsupported;

    private OpenAi(Builder builder) {
        this.endpoint = builder.endpoint();
        this.parameters = builder.parametersOr(ChatParameters.builder()
                .model(DEFAULT_MODEL)
                .maxTokens(DEFAULT_MAX_TOKENS)
                .build());
        this.streamUsage = builder.streamsUsage();
        this.dropUnsupported = builder.dropsUnsupported();
    }

    /**
     * OpenAI's default model, with the key from the environment or {@code .env}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static OpenAi create() {
        return builder().build();
    }

    /** A provider's model, with the key from the environment or {@code .env}. */
    public static OpenAi of(Provider provider, String model) {
        return builder(provider).model(model).build();
    }

    /** Nothing set yet; by default the model is {@value #DEFAULT_MODEL}, at most {@value #DEFAULT_MAX_TOKENS} tokens. */
    public static Builder builder() {
        return new Builder(null);
    }

    /** A model of this provider, which {@link Builder#model} has to name. */
    public static Builder builder(Provider provider) {
        return new Builder(provider);
    }

    /**
     * Continues the text.
     *
     * @throws dev.lian4j.core.error.ModelException if the request asks for what only chat models take
     */
    @Override
    public Completion invoke(ChatRequest request, Run run) {
        ChatRequest asked =
                new ChatRequest(request.messages(), request.parameters().orElse(parameters));
        Set<ChatFeature> has = EnumSet.copyOf(endpoint.provider().features());
        has.removeAll(CHAT_ONLY);
        ChatRequest fitting = Unsupported.check(
                "The completions protocol of " + endpoint.provider().server().name(), asked, has, dropUnsupported);
        return endpoint.post(
                "completions", body(fitting, run.wantsPieces()), run.wantsPieces(), run, CompletionAssembler::new);
    }

    private ObjectNode body(ChatRequest request, boolean stream) {
        WireParameters wire = new WireParameters(Json.object(), endpoint.dialect());
        wire.common(request.parameters());
        wire.body().put("prompt", request.text());
        wire.put("max_tokens", request.parameters().maxTokens());
        if (stream) {
            wire.stream(streamUsage);
        }
        wire.extra(request.parameters());
        return wire.body();
    }

    @Override
    public String toString() {
        return "OpenAi[" + parameters.model() + " at " + endpoint + "]";
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
         * @throws IllegalArgumentException if the address, the key or a header cannot be sent
         */
        public OpenAi build() {
            return new OpenAi(this);
        }
    }
}
