package dev.lian4j.models.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Run;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.LanguageModel;
import dev.lian4j.models.http.Framing;
import dev.lian4j.models.http.JsonTransport;
import dev.lian4j.models.http.Post;
import java.util.EnumSet;
import java.util.Set;

/**
 * A model of Ollama that continues a text. Streams where pieces are wanted. Immutable, thread safe. Errors are those of
 * {@code core.error}; source of the protocol: ollama, docs/api.md.
 */
public final class OllamaLlm implements LanguageModel {

    private static final Set<ChatFeature> FEATURES = EnumSet.of(
            ChatFeature.TEMPERATURE,
            ChatFeature.TOP_P,
            ChatFeature.TOP_K,
            ChatFeature.MAX_TOKENS,
            ChatFeature.STOP,
            ChatFeature.SEED,
            ChatFeature.FREQUENCY_PENALTY,
            ChatFeature.PRESENCE_PENALTY,
            ChatFeature.JSON_OBJECT,
            ChatFeature.JSON_SCHEMA,
            ChatFeature.REASONING_EFFORT);

    private final JsonTransport transport;
    private final OllamaParameters settings;

    private OllamaLlm(Builder builder) {
        this.transport = builder.way();
        this.settings = builder.settings();
    }

    /** A model on this machine, or where {@code OLLAMA_HOST} says: {@code of("qwen3:0.6b")}. */
    public static OllamaLlm of(String model) {
        return builder().model(model).build();
    }

    /** Nothing set yet; a model has to be named. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Completion invoke(ChatRequest request, Run run) {
        ChatRequest fitting = settings.fitting(request, FEATURES);
        Framing framing = run.wantsPieces() ? Framing.LINES : Framing.WHOLE;
        ObjectNode body = settings.body(fitting.parameters(), run.wantsPieces()).put("prompt", fitting.text());
        OllamaParameters.extra(body, fitting.parameters());
        return transport.call(new Post("api/generate", body, framing), run, OllamaTextAssembler::new);
    }

    @Override
    public String toString() {
        return "OllamaLlm[" + settings.parameters().model() + " at " + transport + "]";
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
        public OllamaLlm build() {
            return new OllamaLlm(this);
        }
    }
}
