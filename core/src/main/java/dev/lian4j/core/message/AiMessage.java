package dev.lian4j.core.message;

import java.util.List;
import java.util.Map;

/**
 * What the model said.
 *
 * @param text the answer; empty where the model only calls tools
 * @param toolCalls the tools that the model wants called, in its order
 * @param reasoning what a reasoning model thought aloud; empty where there is none
 * @param extra what the provider wants back untouched when the conversation goes on, such as signatures of its thoughts;
 *     plain values, lists and maps by the provider's own names; empty for most
 */
public record AiMessage(String text, List<ToolCall> toolCalls, String reasoning, Map<String, Object> extra)
        implements Message {

    /** Copies the calls. */
    public AiMessage {
        toolCalls = List.copyOf(toolCalls);
        extra = Map.copyOf(extra);
    }

    /** What the model said, where the provider wants nothing more back. */
    public AiMessage(String text, List<ToolCall> toolCalls, String reasoning) {
        this(text, toolCalls, reasoning, Map.of());
    }

    /** A plain answer. */
    public static AiMessage of(String text) {
        return new AiMessage(text, List.of(), "");
    }

    @Override
    public Role role() {
        return Role.AI;
    }
}
