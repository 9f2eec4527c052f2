package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.models.http.Reply;
import java.util.List;

/** Puts a chat reply together. */
final class ChatAssembler extends ReplyAssembler<ChatResponse> {

    private final StringBuilder reasoning = new StringBuilder();
    private final ToolCallAssembler calls = new ToolCallAssembler();
    private boolean refused;

    ChatAssembler(Reply reply, Run run) {
        super(reply, run);
    }

    @Override
    void choice(JsonNode choice) {
        JsonNode message = choice.has("delta") ? choice.path("delta") : choice.path("message");
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
    }

    private void reasoning(String more) {
        if (!more.isEmpty()) {
            reasoning.append(more);
            emit(new Piece.Reasoning(more));
        }
    }

    /** A text, or a list of parts of which those with a text count. */
    private void content(JsonNode content) {
        if (content.isTextual()) {
            append(content.textValue());
        }
        for (JsonNode part : content) {
            append(text(part, "text"));
        }
    }

    @Override
    ChatResponse build() {
        boolean cut = finishReason() == FinishReason.LENGTH;
        List<ToolCall> toolCalls = calls.calls(cut);
        FinishReason reason = finishReason();
        if (refused) {
            reason = FinishReason.CONTENT_FILTER;
        } else if (!toolCalls.isEmpty() && (reason == FinishReason.STOP || reason == FinishReason.OTHER)) {
            // Some servers say "stop" all the same.
            reason = FinishReason.TOOL_CALLS;
        }
        return new ChatResponse(
                new AiMessage(partialText(), toolCalls, reasoning.toString()), reason, usage(), model());
    }
}
