package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ReasoningEffort;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.models.http.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes how to answer: {@code generationConfig}. */
final class GeminiConfig {

    private GeminiConfig() {}

    static ObjectNode of(ChatParameters given, boolean levels) {
        ObjectNode config = Json.object();
        sampling(config, given);
        put(config, "maxOutputTokens", given.maxTokens());
        put(config, "stopSequences", given.stop().isEmpty() ? null : given.stop());
        put(config, "candidateCount", given.n());
        put(config, "responseLogprobs", given.topLogprobs() == null ? null : true);
        put(config, "logprobs", given.topLogprobs());
        format(config, given.responseFormat());
        if (given.reasoningEffort() != null) {
            thinking(config.putObject("thinkingConfig"), given.reasoningEffort(), levels);
        }
        return config;
    }

    private static void sampling(ObjectNode config, ChatParameters given) {
        put(config, "temperature", given.temperature());
        put(config, "topP", given.topP());
        put(config, "topK", given.topK());
        put(config, "seed", given.seed());
        put(config, "frequencyPenalty", given.frequencyPenalty());
        put(config, "presencePenalty", given.presencePenalty());
    }

    private static void put(ObjectNode node, String field, @Nullable Object value) {
        if (value != null) {
            node.set(field, Json.of(value));
        }
    }

    private static void format(ObjectNode config, @Nullable ResponseFormat format) {
        if (format == null || format instanceof ResponseFormat.Text) {
            return;
        }
        config.put("responseMimeType", "application/json");
        if (format instanceof ResponseFormat.JsonSchema schema) {
            config.set("responseJsonSchema", Json.of(schema.schema()));
        }
    }

    /** Who asks for thoughts wants to hear them, too. */
    private static void thinking(ObjectNode thinking, ReasoningEffort effort, boolean levels) {
        if (levels) {
            // Nothing at all is no level: the least comes nearest.
            ReasoningEffort level = effort == ReasoningEffort.NONE ? ReasoningEffort.MINIMAL : effort;
            thinking.put("thinkingLevel", level.name().toLowerCase(Locale.ROOT));
        } else {
            thinking.put("thinkingBudget", tokens(effort));
        }
        thinking.put("includeThoughts", effort != ReasoningEffort.NONE);
    }

    private static int tokens(ReasoningEffort effort) {
        return switch (effort) {
            case NONE -> 0;
            case MINIMAL -> 512;
            case LOW -> 1024;
            case MEDIUM -> 8192;
            // The most that all models with a budget take.
            case HIGH -> 24_576;
        };
    }
}
