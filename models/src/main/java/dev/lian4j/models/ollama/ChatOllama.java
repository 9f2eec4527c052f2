package dev.lian4j.models.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.http.Framing;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A chat model of Ollama, over its own protocol: tools, JSON by schema, thoughts, images as bytes, and options such as
 * the length of the context. Streams where pieces are wanted. Immutable, thread safe. Errors are those of
 * {@code core.error}; source of the protocol: ollama, docs/api.md.
 */
public final class ChatOllama implements ChatModel {

    private static final Set<ChatFeature> FEATURES = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(
            ChatFeature.LOGIT_BIAS,
            ChatFeature.N,
            ChatFeature.TOOL_CHOICE,
            ChatFeature.PARALLEL_TOOL_CALLS,
            ChatFeature.USER)));

    private final JsonTransport transport;
    private final OllamaParameters settings;

    private ChatOllama(Builder builder) {
        this.transport = builder.way();
        this.settings = builder.settings();
    }

    /** A model on this machine, or where {@code OLLAMA_HOST} says: {@code of("qwen3:0.6b")}. */
    public static ChatOllama of(String model) {
        return builder().model(model).build();
    }

    /** Nothing set yet; a model has to be named. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Set<ChatFeature> features() {
        return FEATURES;
    }

    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        ChatRequest fitting = settings.fitting(request, FEATURES);
        Framing framing = run.wantsPieces() ? Framing.LINES : Framing.WHOLE;
        ObjectNode body = body(fitting, run.wantsPieces());
        return transport.call(new Post("api/chat", body, framing), run, OllamaChatAssembler::new);
    }

    private ObjectNode body(ChatRequest request, boolean stream) {
        ObjectNode body = settings.body(request.parameters(), stream);
        body.set("messages", new OllamaMessages().messages(request.messages()));
        if (!request.parameters().tools().isEmpty()) {
            body.set("tools", OllamaMessages.tools(request.parameters().tools()));
        }
        OllamaParameters.extra(body, request.parameters());
        return body;
    }

    @Override
    public String toString() {
        return "ChatOllama[" + settings.parameters().model() + " at " + transport + "]";
    }

    /** Sets where to call and what to ask for. Not thread safe. */
    public static final class Builder extends OllamaBuilder<Builder> {

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        private JsonTransport way() {
            return transport();
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException if no model is named, or the address, the key or a header cannot be sent
         */
        public ChatOllama build() {
            return new ChatOllama(this);
        }
    }
}
