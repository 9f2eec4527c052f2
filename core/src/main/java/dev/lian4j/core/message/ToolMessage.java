package dev.lian4j.core.message;

/**
 * The result of a tool.
 *
 * @param toolCallId the id of the {@link ToolCall} that this answers
 * @param text the result, as the model is to read it
 */
public record ToolMessage(String toolCallId, String text) implements Message {
    @Override
    public Role role() {
        return Role.TOOL;
    }
}
