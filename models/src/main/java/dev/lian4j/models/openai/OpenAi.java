package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.LanguageModel;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;

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

    private final JsonTransport transport;
    private final ChatParameters parameters;
    private final boolean streamUsage;

    private OpenAi(Builder builder) {
        this.transport = builder.transport();
        this.parameters = builder.parameters()
                .orElse(ChatParameters.builder()
                        .model(DEFAULT_MODEL)
                        .maxTokens(DEFAULT_MAX_TOKENS)
                        .build());
        this.streamUsage = builder.streamsUsage();
    }

    /**
     * OpenAI's default model, with the key from the environment or {@code .env}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static OpenAi create() {
        return builder().build();
    }

    /** Nothing set yet; by default the model is {@value #DEFAULT_MODEL}, at most {@value #DEFAULT_MAX_TOKENS} tokens. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Continues the text.
     *
     * @throws IllegalArgumentException if the request has tools, images or a response format, which only chat models take
     */
    @Override
    public Completion invoke(ChatRequest request, Run run) {
        ChatParameters all = request.parameters().orElse(parameters);
        if (!all.tools().isEmpty() || all.responseFormat() != null || hasImage(request)) {
            throw new IllegalArgumentException(
                    "OpenAi continues texts: it takes no tools, images or response format; use ChatOpenAi");
        }
        ObjectNode body = Wire.common(all, "max_tokens").put("prompt", request.text());
        if (run.wantsPieces()) {
            Wire.stream(body, streamUsage);
        }
        Wire.extra(body, all);
        return transport.call(new Post("completions", body, run.wantsPieces()), run, CompletionAssembler::new);
    }

    private static boolean hasImage(ChatRequest request) {
        return request.messages().stream()
                .anyMatch(message -> message instanceof UserMessage user
                        && user.contents().stream().anyMatch(Content.Image.class::isInstance));
    }

    @Override
    public String toString() {
        return "OpenAi[" + parameters.model() + " at " + transport + "]";
    }

    /** Sets where to call and what to ask for. Not thread safe. */
    public static final class Builder extends GeneratingBuilder<Builder> {

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * The model.
         *
         * @throws dev.lian4j.core.error.AuthenticationException if OpenAI is to be called and there is no key
         * @throws IllegalArgumentException if the address, the key or a header cannot be sent
         */
        public OpenAi build() {
            return new OpenAi(this);
        }
    }
}
