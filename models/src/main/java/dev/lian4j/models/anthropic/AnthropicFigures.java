package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;

/** Reads what a reply says about itself. */
final class AnthropicFigures {

    private AnthropicFigures() {}

    /** The protocol's count of input leaves out what was read from, or written to, the cache. */
    static TokenUsage usage(JsonNode usage) {
        int cached = usage.path("cache_read_input_tokens").asInt();
        int written = usage.path("cache_creation_input_tokens").asInt();
        int thought =
                usage.path("output_tokens_details").path("thinking_tokens").asInt();
        return new TokenUsage(
                usage.path("input_tokens").asInt() + written + cached,
                usage.path("output_tokens").asInt(),
                cached,
                thought);
    }

    static FinishReason finishReason(String stopReason) {
        return switch (stopReason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            // Such as pause_turn: the server's own tools are at work, and the conversation is to be sent again.
            default -> FinishReason.OTHER;
        };
    }
}
