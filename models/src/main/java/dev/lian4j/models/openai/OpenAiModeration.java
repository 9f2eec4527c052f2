package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.route.Moderation;
import dev.lian4j.models.http.Json;
import org.jspecify.annotations.Nullable;

/**
 * The judge of texts that OpenAI offers, or any server that speaks its moderations protocol; the one to give to
 * {@link dev.lian4j.core.route.ModerationChain#of(Chain)}. Immutable, thread safe. Errors are those of
 * {@code core.error}; source of the protocol: OpenAI's API reference, "Moderations".
 */
public final class OpenAiModeration implements Chain<String, Moderation> {

    /** The model that judges if none is named. */
    public static final String DEFAULT_MODEL = "omni-moderation-latest";

    private final Endpoint endpoint;
    private final String model;

    private OpenAiModeration(Builder builder) {
        this.endpoint = builder.endpoint();
        this.model = builder.model;
    }

    /**
     * OpenAI's default model, with the key from the environment or {@code .env}.
     *
     * @throws dev.lian4j.core.error.AuthenticationException if there is no key
     */
    public static OpenAiModeration create() {
        return builder().build();
    }

    /** Nothing set yet; by default the model is {@value #DEFAULT_MODEL}. */
    public static Builder builder() {
        return new Builder();
    }

    /** What was found about a text: of the categories those that were flagged, with the server's scores, 0 to 1. */
    @Override
    public Moderation invoke(String text, Run run) {
        ObjectNode body = Json.object().put("model", model).put("input", text);
        return endpoint.post("moderations", body, false, run, (reply, guarded) -> new ModerationAssembler(reply));
    }

    @Override
    public String toString() {
        return "OpenAiModeration[" + model + " at " + endpoint + "]";
    }

    /** Sets where to call. Not thread safe. */
    public static final class Builder extends OpenAiBuilder<Builder> {
        private String model = DEFAULT_MODEL;

        private Builder() {
            super((@Nullable Provider) null);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** The model's name. Default: {@value OpenAiModeration#DEFAULT_MODEL}. */
        public Builder model(String name) {
            this.model = name;
            return this;
        }

        /**
         * The judge.
         *
         * @throws dev.lian4j.core.error.AuthenticationException if the provider wants a key and there is none
         * @throws IllegalArgumentException if the address, the key or a header cannot be sent
         */
        public OpenAiModeration build() {
            return new OpenAiModeration(this);
        }
    }
}
