package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;
import dev.lian4j.models.support.ModelBuilder;
import dev.lian4j.models.support.Server;
import dev.lian4j.models.support.Unsupported;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A chat model of Anthropic, over the Messages protocol: tools, JSON by schema, thoughts whose signatures go back with
 * the conversation, images, and caching of the prompt. Streams where pieces are wanted. Immutable, thread safe. Errors
 * are those of {@code core.error}; source of the protocol: Anthropic's API reference, "Messages".
 */
public final class ChatAnthropic implements ChatModel {

    /** The most tokens to write if nothing is said; the protocol wants a number. Thoughts come on top. */
    public static final int DEFAULT_MAX_TOKENS = 4096;

    private static final Set<ChatFeature> FEATURES = Collections.unmodifiableSet(EnumSet.of(
            ChatFeature.TEMPERATURE,
            ChatFeature.TOP_P,
            ChatFeature.TOP_K,
            ChatFeature.MAX_TOKENS,
            ChatFeature.STOP,
            ChatFeature.JSON_SCHEMA,
            ChatFeature.TOOLS,
            ChatFeature.TOOL_CHOICE,
            ChatFeature.PARALLEL_TOOL_CALLS,
            ChatFeature.REASONING_EFFORT,
            ChatFeature.USER,
            ChatFeature.IMAGES));

    private final JsonTransport transport;
    private final ChatParameters parameters;
    private final AnthropicBody wire;
    private final boolean dropUnsupported;

    private ChatAnthropic(Builder builder) {
        this.parameters = builder.settings();
        this.transport = builder.way();
        this.wire = new AnthropicBody(builder.cachePrompt, builder.adaptiveThinking);
        this.dropUnsupported = builder.drops();
    }

    /**
     * A model with the key from {@code ANTHROPIC_API_KEY}: {@code of("claude-sonnet-4-5")}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static ChatAnthropic of(String model) {
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
        ObjectNode body = wire.body(Unsupported.check("Anthropic", asked, FEATURES, dropUnsupported));
        if (run.wantsPieces()) {
            body.put("stream", true);
        }
        return transport.call(new Post("messages", body, run.wantsPieces()), run, AnthropicAssembler::new);
    }

    @Override
    public String toString() {
        return "ChatAnthropic[" + parameters.model() + " at " + transport + "]";
    }

    /** Sets where to call and what to ask for. Not thread safe. */
    public static final class Builder extends ModelBuilder<Builder> {

        private static final Server SERVER = new Server(
                "Anthropic",
                "https://api.anthropic.com/v1",
                List.of("ANTHROPIC_BASE_URL"),
                List.of("ANTHROPIC_API_KEY"),
                "x-api-key",
                true);

        private boolean cachePrompt;
        private boolean adaptiveThinking;

        private Builder() {
            super(SERVER);
            header("anthropic-version", "2023-06-01");
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** The variable is without the version, as in Anthropic's own libraries. */
        @Override
        protected String address(String setting) {
            String plain = setting.replaceFirst("/+$", "");
            return plain.endsWith("/v1") ? plain : plain + "/v1";
        }

        /**
         * Has the tools and the system messages cached by the server (5 minutes, longer with each use), so that they
         * cost little when they come again. Default: no.
         */
        public Builder cachePrompt() {
            this.cachePrompt = true;
            return this;
        }

        /**
         * Says how long to think by a degree, and lets the model decide: for Claude Opus 4.6 and later, of which some
         * take nothing else. Default: by a number of tokens.
         */
        public Builder adaptiveThinking() {
            this.adaptiveThinking = true;
            return this;
        }

        private ChatParameters settings() {
            if (parameters().model() == null) {
                throw new IllegalArgumentException("Name a model by model(...), such as claude-sonnet-4-5");
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
         * @throws dev.lian4j.core.error.AuthenticationException if Anthropic itself is called and there is no key
         * @throws IllegalArgumentException if no model is named, or the address, the key or a header cannot be sent
         */
        public ChatAnthropic build() {
            return new ChatAnthropic(this);
        }
    }
}
