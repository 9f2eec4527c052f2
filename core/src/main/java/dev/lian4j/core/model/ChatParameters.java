package dev.lian4j.core.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a model is to answer. What is null or empty is left to the model's own default. Those of a request win over those
 * that a model was built with, see {@link #orElse}.
 *
 * @param model the model's name at its provider
 * @param temperature randomness, 0 to 2
 * @param topP the share of probability to choose from, 0 to 1
 * @param topK how many of the likeliest tokens to choose from, at least 1
 * @param maxTokens the most tokens to write, at least 1
 * @param stop strings that end the answer; they are not part of it
 * @param seed for answers that repeat, where the provider can
 * @param frequencyPenalty against a token the more often it came, -2 to 2
 * @param presencePenalty against a token that came at all, -2 to 2
 * @param logitBias by a token's number, what is added to its chance, -100 to 100
 * @param n how many answers, at least 1
 * @param topLogprobs to tell how likely each token was, and this many others at its place, 0 to 20
 * @param responseFormat the form of the answer
 * @param tools the tools that the model may call
 * @param toolChoice whether it may, must or must not call them
 * @param parallelToolCalls whether it may call several at once
 * @param reasoningEffort how long it is to think
 * @param user who asks, for the provider's watch against misuse; nobody's name
 * @param extra further fields of the request's body, by the provider's own names
 */
public record ChatParameters(
        @Nullable String model,
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Integer maxTokens,
        List<String> stop,
        @Nullable Integer seed,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,
        Map<String, Double> logitBias,
        @Nullable Integer n,
        @Nullable Integer topLogprobs,
        @Nullable ResponseFormat responseFormat,
        List<ToolSpec> tools,
        @Nullable ToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable ReasoningEffort reasoningEffort,
        @Nullable String user,
        Map<String, Object> extra) {

    /** Nothing asked for. */
    public static final ChatParameters NONE = builder().build();

    /** Checks the ranges. */
    public ChatParameters {
        between("temperature", temperature, 0, 2);
        between("topP", topP, 0, 1);
        between("frequencyPenalty", frequencyPenalty, -2, 2);
        between("presencePenalty", presencePenalty, -2, 2);
        between("topLogprobs", topLogprobs, 0, 20);
        logitBias.forEach((token, bias) -> between("logitBias of token " + token, bias, -100, 100));
        positive("maxTokens", maxTokens);
        positive("topK", topK);
        positive("n", n);
        stop = List.copyOf(stop);
        tools = List.copyOf(tools);
        logitBias = Map.copyOf(logitBias);
        extra = Frozen.map(extra);
    }

    private static void between(String name, @Nullable Number value, double least, double most) {
        if (value != null && !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            throw new IllegalArgumentException(
                    "%s must be between %.0f and %.0f, was %s".formatted(name, least, most, value));
        }
    }

    private static void positive(String name, @Nullable Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }

    /** These parameters, and the others' where these have none; {@code extra} is merged field by field. */
    public ChatParameters orElse(ChatParameters other) {
        return other.toBuilder().merge(this).build();
    }

    /** What these ask of a model, in a set of the caller's own. */
    public Set<ChatFeature> features() {
        return AskedFeatures.of(this);
    }

    /** These parameters without what asks for the given features; {@link ChatFeature#IMAGES} is not one of theirs. */
    public ChatParameters without(Collection<ChatFeature> features) {
        Builder left = toBuilder();
        features.forEach(left::clear);
        return left.build();
    }

    /** A builder that starts from these. */
    public Builder toBuilder() {
        return new Builder().merge(this);
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
        private @Nullable Integer topK;
        private @Nullable Integer maxTokens;
        private List<String> stop = List.of();
        private @Nullable Integer seed;
        private @Nullable Double frequencyPenalty;
        private @Nullable Double presencePenalty;
        private Map<String, Double> logitBias = Map.of();
        private @Nullable Integer n;
        private @Nullable Integer topLogprobs;
        private @Nullable ResponseFormat responseFormat;
        private List<ToolSpec> tools = List.of();
        private @Nullable ToolChoice toolChoice;
        private @Nullable Boolean parallelToolCalls;
        private @Nullable ReasoningEffort reasoningEffort;
        private @Nullable String user;
        private final Map<String, Object> extra = new LinkedHashMap<>();

        private Builder() {}

        private Builder merge(ChatParameters over) {
            model = first(over.model, model);
            temperature = first(over.temperature, temperature);
            topP = first(over.topP, topP);
            topK = first(over.topK, topK);
            maxTokens = first(over.maxTokens, maxTokens);
            stop = over.stop.isEmpty() ? stop : over.stop;
            seed = first(over.seed, seed);
            frequencyPenalty = first(over.frequencyPenalty, frequencyPenalty);
            presencePenalty = first(over.presencePenalty, presencePenalty);
            logitBias = over.logitBias.isEmpty() ? logitBias : over.logitBias;
            n = first(over.n, n);
            topLogprobs = first(over.topLogprobs, topLogprobs);
            responseFormat = first(over.responseFormat, responseFormat);
            tools = over.tools.isEmpty() ? tools : over.tools;
            toolChoice = first(over.toolChoice, toolChoice);
            parallelToolCalls = first(over.parallelToolCalls, parallelToolCalls);
            reasoningEffort = first(over.reasoningEffort, reasoningEffort);
            user = first(over.user, user);
            extra.putAll(over.extra);
            return this;
        }

        private static <T> @Nullable T first(@Nullable T mine, @Nullable T others) {
            return mine != null ? mine : others;
        }

        private void clear(ChatFeature feature) {
            switch (feature) {
                case TEMPERATURE -> temperature = null;
                case TOP_P -> topP = null;
                case TOP_K -> topK = null;
                case MAX_TOKENS -> maxTokens = null;
                case STOP -> stop = List.of();
                case SEED -> seed = null;
                case FREQUENCY_PENALTY -> frequencyPenalty = null;
                case PRESENCE_PENALTY -> presencePenalty = null;
                case LOGIT_BIAS -> logitBias = Map.of();
                case N -> n = null;
                case LOGPROBS -> topLogprobs = null;
                case JSON_OBJECT -> clear(ResponseFormat.JsonObject.class);
                case JSON_SCHEMA -> clear(ResponseFormat.JsonSchema.class);
                case TOOLS -> tools = List.of();
                case TOOL_CHOICE -> toolChoice = null;
                case PARALLEL_TOOL_CALLS -> parallelToolCalls = null;
                case REASONING_EFFORT -> reasoningEffort = null;
                case USER -> user = null;
                case IMAGES -> {} // of the messages, not of these
            }
        }

        private void clear(Class<? extends ResponseFormat> format) {
            responseFormat = format.isInstance(responseFormat) ? null : responseFormat;
        }

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

        /** How many of the likeliest tokens to choose from. */
        public Builder topK(int tokens) {
            this.topK = tokens;
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

        /** Against a token the more often it came, -2 to 2. */
        public Builder frequencyPenalty(double value) {
            this.frequencyPenalty = value;
            return this;
        }

        /** Against a token that came at all, -2 to 2. */
        public Builder presencePenalty(double value) {
            this.presencePenalty = value;
            return this;
        }

        /** By a token's number, what is added to its chance, -100 to 100. */
        public Builder logitBias(Map<String, Double> byToken) {
            this.logitBias = byToken;
            return this;
        }

        /** How many answers. */
        public Builder n(int answers) {
            this.n = answers;
            return this;
        }

        /** Tells how likely each token was, and this many others at its place, 0 to 20. */
        public Builder topLogprobs(int others) {
            this.topLogprobs = others;
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

        /** Whether the model may, must or must not call tools. */
        public Builder toolChoice(ToolChoice choice) {
            this.toolChoice = choice;
            return this;
        }

        /** Whether the model may call several tools at once. */
        public Builder parallelToolCalls(boolean allowed) {
            this.parallelToolCalls = allowed;
            return this;
        }

        /** How long the model is to think. */
        public Builder reasoningEffort(ReasoningEffort effort) {
            this.reasoningEffort = effort;
            return this;
        }

        /** Who asks, for the provider's watch against misuse; nobody's name. */
        public Builder user(String id) {
            this.user = id;
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
            return new ChatParameters(
                    model,
                    temperature,
                    topP,
                    topK,
                    maxTokens,
                    stop,
                    seed,
                    frequencyPenalty,
                    presencePenalty,
                    logitBias,
                    n,
                    topLogprobs,
                    responseFormat,
                    tools,
                    toolChoice,
                    parallelToolCalls,
                    reasoningEffort,
                    user,
                    extra);
        }
    }
}
