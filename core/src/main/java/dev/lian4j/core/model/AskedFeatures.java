package dev.lian4j.core.model;

import java.util.EnumSet;
import java.util.Set;

/** Which features parameters ask for. */
final class AskedFeatures {
    private final Set<ChatFeature> asked = EnumSet.noneOf(ChatFeature.class);

    private AskedFeatures() {}

    static Set<ChatFeature> of(ChatParameters parameters) {
        AskedFeatures features = new AskedFeatures();
        features.sampling(parameters);
        features.answers(parameters);
        features.tools(parameters);
        return features.asked;
    }

    private void sampling(ChatParameters given) {
        add(ChatFeature.TEMPERATURE, given.temperature() != null);
        add(ChatFeature.TOP_P, given.topP() != null);
        add(ChatFeature.TOP_K, given.topK() != null);
        add(ChatFeature.SEED, given.seed() != null);
        add(ChatFeature.FREQUENCY_PENALTY, given.frequencyPenalty() != null);
        add(ChatFeature.PRESENCE_PENALTY, given.presencePenalty() != null);
        add(ChatFeature.LOGIT_BIAS, !given.logitBias().isEmpty());
    }

    private void answers(ChatParameters given) {
        add(ChatFeature.MAX_TOKENS, given.maxTokens() != null);
        add(ChatFeature.STOP, !given.stop().isEmpty());
        add(ChatFeature.N, given.n() != null);
        add(ChatFeature.LOGPROBS, given.topLogprobs() != null);
        add(ChatFeature.JSON_OBJECT, given.responseFormat() instanceof ResponseFormat.JsonObject);
        add(ChatFeature.JSON_SCHEMA, given.responseFormat() instanceof ResponseFormat.JsonSchema);
        add(ChatFeature.REASONING_EFFORT, given.reasoningEffort() != null);
        add(ChatFeature.USER, given.user() != null);
    }

    private void tools(ChatParameters given) {
        add(ChatFeature.TOOLS, !given.tools().isEmpty());
        add(ChatFeature.TOOL_CHOICE, given.toolChoice() != null);
        add(ChatFeature.PARALLEL_TOOL_CALLS, given.parallelToolCalls() != null);
    }

    private void add(ChatFeature feature, boolean isAsked) {
        if (isAsked) {
            asked.add(feature);
        }
    }
}
