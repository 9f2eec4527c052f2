package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.http.Framing;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;
import dev.lian4j.models.support.ModelBuilder;
import dev.lian4j.models.support.Unsupported;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A chat model of Google's Gemini API: tools, JSON by schema, thoughts whose signatures go back with the conversation,
 * images. Streams where pieces are wanted. A prompt that the provider blocks is an error with the reason as its code.
 * Immutable, thread safe. Errors are those of {@code core.error}; source of the protocol: the Gemini API's reference,
 * "Generating content".
 */
public final class ChatGemini implements ChatModel {

    private static final Set<ChatFeature> FEATURES = Collections.unmodifiableSet(EnumSet.complementOf(
            EnumSet.of(ChatFeature.LOGIT_BIAS, ChatFeature.PARALLEL_TOOL_CALLS, ChatFeature.USER)));

    private final JsonTransport transport;
    private final ChatParameters parameters;
    private final GeminiBody wire;
    private final boolean dropUnsupported;

    private ChatGemini(Builder builder) {
        this.parameters = builder.settings();
        this.transport = builder.way();
        this.wire = new GeminiBody(builder.thinkingLevels);
        this.dropUnsupported = builder.drops();
    }

    /**
     * A model with the key from {@code GEMINI_API_KEY} or {@code GOOGLE_API_KEY}: {@code of("gemini-2.5-flash")}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static ChatGemini of(String model) {
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
        ChatRequest asked =
                new ChatRequest(request.messages(), request.parameters().orElse(parameters));
        ChatRequest fitting = Unsupported.check("Gemini", asked, FEATURES, dropUnsupported);
        Integer n = fitting.parameters().n();
        return transport.call(
                post(fitting, run.wantsPieces()),
                run,
                (reply, guarded) -> new GeminiAssembler(reply, guarded, n == null ? 1 : n));
    }

    private Post post(ChatRequest request, boolean stream) {
        String resource =
                GeminiHost.resource(String.valueOf(request.parameters().model()));
        ObjectNode body = wire.body(request);
        return stream
                ? new Post(resource + ":streamGenerateContent", Map.of("alt", "sse"), body, Framing.EVENTS)
                : new Post(resource + ":generateContent", body, Framing.WHOLE);
    }

    @Override
    public String toString() {
        return "ChatGemini[" + parameters.model() + " at " + transport + "]";
    }

    /** Sets where to call and what to ask for. Not thread safe. */
    public static final class Builder extends ModelBuilder<Builder> {

        private boolean thinkingLevels;

        private Builder() {
            super(GeminiHost.SERVER);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected String address(String setting) {
            return GeminiHost.address(setting);
        }

        /** Says how long to think by a level, as Gemini 3 and later want it. Default: by a number of tokens. */
        public Builder thinkingLevels() {
            this.thinkingLevels = true;
            return this;
        }

        private ChatParameters settings() {
            if (parameters().model() == null) {
                throw new IllegalArgumentException("Name a model by model(...), such as gemini-2.5-flash");
            }
            return parameters();
        }

        private JsonTransport way() {
            return transport();
        }

        private boolean drops() {
            return dropsUnsupported();
        }

        /**
         * The model.
         *
         * @throws dev.lian4j.core.error.AuthenticationException if Google itself is called and there is no key
         * @throws IllegalArgumentException if no model is named, or the address, the key or a header cannot be sent
         */
        public ChatGemini build() {
            return new ChatGemini(this);
        }
    }
}
