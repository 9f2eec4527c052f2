package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;

/**
 * A chat model of OpenAI, or of any server that speaks its chat protocol: DeepSeek, DashScope, Azure, vLLM, Ollama,
 * llama-server. Streams where pieces are wanted. A refusal is the answer's text, with finish reason
 * {@code CONTENT_FILTER}. Immutable, thread safe. Errors are those of {@code core.error}; source of the protocol:
 * OpenAI's API reference, "Chat".
 */
public final class ChatOpenAi implements ChatModel {

    /** The model that answers if none is named. */
    public static final String DEFAULT_MODEL = "gpt-4o-mini";

    private final JsonTransport transport;
    private final ChatParameters parameters;
    private final String maxTokensField;
    private final boolean streamUsage;

    private ChatOpenAi(Builder builder) {
        this.transport = builder.transport();
        this.parameters = builder.parameters()
                .orElse(ChatParameters.builder().model(DEFAULT_MODEL).build());
        // OpenAI's newer models refuse the old name, most other servers do not know the new one.
        this.maxTokensField = builder.isOpenAi() ? "max_completion_tokens" : "max_tokens";
        this.streamUsage = builder.streamsUsage();
    }

    /**
     * OpenAI's default model, with the key from the environment or {@code .env}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static ChatOpenAi create() {
        return builder().build();
    }

    /** Nothing set yet; the default model is {@value #DEFAULT_MODEL}. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        ObjectNode body = body(request, run.wantsPieces());
        return transport.call(new Post("chat/completions", body, run.wantsPieces()), run, ChatAssembler::new);
    }

    private ObjectNode body(ChatRequest request, boolean stream) {
        ChatParameters all = request.parameters().orElse(parameters);
        ObjectNode body = Wire.common(all, maxTokensField);
        body.set("messages", Wire.messages(request.messages()));
        if (all.responseFormat() != null) {
            body.set("response_format", Wire.responseFormat(all.responseFormat()));
        }
        if (!all.tools().isEmpty()) {
            body.set("tools", Wire.tools(all.tools()));
        }
        if (stream) {
            Wire.stream(body, streamUsage);
        }
        Wire.extra(body, all);
        return body;
    }

    @Override
    public String toString() {
        return "ChatOpenAi[" + parameters.model() + " at " + transport + "]";
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
        public ChatOpenAi build() {
            return new ChatOpenAi(this);
        }
    }
}
