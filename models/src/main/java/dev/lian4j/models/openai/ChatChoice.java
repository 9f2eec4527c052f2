package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.core.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One answer of a chat model so far. */
final class ChatChoice extends Choice {

    private final StringBuilder reasoning = new StringBuilder();
    private final ToolCallAssembler calls = new ToolCallAssembler();
    private final List<TokenLogprob> logprobs = new ArrayList<>();
    private boolean refused;

    ChatChoice(Consumer<Piece> receiver) {
        super(receiver);
    }

    @Override
    void accept(JsonNode part) {
        JsonNode message = part.has("delta") ? part.path("delta") : part.path("message");
        // Two names for the same: DeepSeek, Qwen and vLLM say the first, OpenRouter and Ollama the second.
        reasoning(or(text(message, "reasoning_content"), text(message, "reasoning")));
        content(message.path("content"));
        String refusal = text(message, "refusal");
        refused |= !refusal.isEmpty();
        append(refusal);
        message.path("tool_calls").forEach(delta -> emit(calls.add(delta)));
        if (message.path("function_call").isObject()) {
            emit(calls.addLegacy(message.path("function_call")));
        }
        part.path("logprobs").path("content").forEach(token -> logprobs.add(logprob(token)));
        finish(part);
    }

    private static TokenLogprob logprob(JsonNode token) {
        List<TokenLogprob> top = new ArrayList<>();
        token.path("top_logprobs").forEach(other -> top.add(logprob(other)));
        return new TokenLogprob(text(token, "token"), token.path("logprob").asDouble(), top);
    }

    private void reasoning(String more) {
        if (!more.isEmpty()) {
            reasoning.append(more);
            emit(new Piece.Reasoning(more));
        }
    }

    /** A text, or a list of parts with texts, of which Mistral's may be thoughts. */
    private void content(JsonNode content) {
        if (content.isTextual()) {
            append(content.textValue());
        }
        for (JsonNode part : content) {
            append(text(part, "text"));
            part.path("thinking").forEach(thought -> reasoning(text(thought, "text")));
        }
    }

    ChatResponse response(TokenUsage usage, String model, List<ChatResponse> alternatives) {
        List<ToolCall> toolCalls = calls.calls(finishReason() == FinishReason.LENGTH);
        AiMessage message = new AiMessage(text(), toolCalls, reasoning.toString());
        return new ChatResponse(message, reason(toolCalls), usage, model, alternatives, logprobs);
    }

    private FinishReason reason(List<ToolCall> toolCalls) {
        FinishReason said = finishReason();
        if (refused) {
            return FinishReason.CONTENT_FILTER;
        }
        // Some servers say "stop" all the same.
        boolean calling = !toolCalls.isEmpty() && (said == FinishReason.STOP || said == FinishReason.OTHER);
        return calling ? FinishReason.TOOL_CALLS : said;
    }
}
