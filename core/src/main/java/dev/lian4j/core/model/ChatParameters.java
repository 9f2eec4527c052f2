package dev.lian4j.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model is to answer. What is null is left to the model's own default. Those of a request win over those that a
 * model was built with, see {@link #orElse}.
 *
 * @param model the model's name at its provider
 * @param temperature randomness, 0 to 2
 * @param topP the share of probability to choose from, 0 to 1
 * @param maxTokens the most tokens to write, at least 1
 * @param stop strings that end the answer; they are not part of it
 * @param seed for answers that repeat, where the provider can
 * @param responseFormat the form of the answer
 * @param tools the tools that the model may call
 * @param extra further fields of the request's body, by the provider's own names
 */
public record ChatParameters(
        @Nullable String model,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer maxTokens,
        List<String> stop,
        @Nullable Integer seed,
        @Nullable ResponseFormat responseFormat,
        List<ToolSpec> tools,
        Map<String, Object> extra) {

    /** Nothing asked for. */
    public static final ChatParameters NONE = builder().build();

    /** Checks the ranges. */
    public ChatParameters {
        between("temperature", temperature, 0, 2);
        between("topP", topP, 0, 1);
        if (maxTokens != null && maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, was " + maxTokens);
        }
        stop = List.copyOf(stop);
        tools = List.copyOf(tools);
        extra = Frozen.map(extra);
    }

    private static void between(String name, @Nullable Double value, double least, double most) {
        if (value != null && !(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s must be between %.0f and %.0f, was %s".formatted(name, least, most, value));
        }
    }

    /** These parameters, and the others' where these have none; {@code extra} is merged field by field. */
    public ChatParameters orElse(ChatParameters other) {
        Map<String, Object> fields = new LinkedHashMap<>(other.extra);
        fields.putAll(extra);
        return new ChatParameters(
                first(model, other.model),
                first(temperature, other.temperature),
                first(topP, other.topP),
                first(maxTokens, other.maxTokens),
                stop.isEmpty() ? other.stop : stop,
                first(seed, other.seed),
                first(responseFormat, other.responseFormat),
                tools.isEmpty() ? other.tools : tools,
                fields);
    }

    private static <T> @Nullable T first(@Nullable T mine, @Nullable T others) {
        return mine != null ? mine : others;
    }

    /** Nothing set yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets what is asked for. Not thread safe. */
    public static final class Builder {
        private @Nullable String model;
        private @Nullable Double temperature;
        private @Nullable Double topP;
        private @Nullable Integer maxTokens;
        private List<String> stop = List.of();
        private @Nullable Integer seed;
        private @Nullable ResponseFormat responseFormat;
        private List<ToolSpec> tools = List.of();
        private final Map<String, Object> extra = new LinkedHashMap<>();

        private Builder() {}

        /** The model's name at its provider. */
        public Builder model(String name) {
            this.model = name;
            return this;
        }

        /** Randomness, 0 to 2. */
        public Builder temperature(double value) {
            this.temperature = value;
            return this;
        }

        /** The share of probability to choose from, 0 to 1. */
        public Builder topP(double value) {
            this.topP = value;
            return this;
        }

        /** The most tokens to write. */
        public Builder maxTokens(int tokens) {
            this.maxTokens = tokens;
            return this;
        }

        /** Strings that end the answer. */
        public Builder stop(String... strings) {
            this.stop = List.of(strings);
            return this;
        }

        /** For answers that repeat. */
        public Builder seed(int value) {
            this.seed = value;
            return this;
        }

        /** The form of the answer. */
        public Builder responseFormat(ResponseFormat format) {
            this.responseFormat = format;
            return this;
        }

        /** The tools that the model may call. */
        public Builder tools(List<ToolSpec> specs) {
            this.tools = specs;
            return this;
        }

        /** A further field of the request's body, by the provider's own name. */
        public Builder extra(String field, Object value) {
            extra.put(field, value);
            return this;
        }

        /**
         * The parameters.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public ChatParameters build() {
            return new ChatParameters(model, temperature, topP, maxTokens, stop, seed, responseFormat, tools, extra);
        }
    }
}
