package dev.lian4j.core.message;

import java.util.List;

/**
 * What the model said.
 *
 * @param text the answer; empty where the model only calls tools
 * @param toolCalls the tools that the model wants called, in its order
 * @param reasoning what a reasoning model thought aloud; empty where there is none
 */
public record AiMessage(String text, List<ToolCall> toolCalls, String reasoning) implements Message {

    /** Copies the calls. */
    public AiMessage {
        toolCalls = List.copyOf(toolCalls);
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
