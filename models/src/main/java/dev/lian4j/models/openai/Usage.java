package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.model.TokenUsage;

/** Reads the figures of a reply, wherever a provider puts them. */
final class Usage {

    private Usage() {}

    static TokenUsage of(JsonNode usage) {
        int cached = first(
                usage.path("prompt_tokens_details").path("cached_tokens"),
                // DeepSeek's and Moonshot's.
                usage.path("prompt_cache_hit_tokens"),
                usage.path("cached_tokens"));
        int reasoning = first(usage.path("completion_tokens_details").path("reasoning_tokens"));
        return new TokenUsage(
                first(usage.path("prompt_tokens")), first(usage.path("completion_tokens")), cached, reasoning);
    }

    private static int first(JsonNode... places) {
        for (JsonNode place : places) {
            if (place.isNumber()) {
                return place.asInt();
            }
        }
        return 0;
    }
}
