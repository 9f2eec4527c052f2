package dev.lian4j.core.message;

/**
 * The result of a tool.
 *
 * @param toolCallId the id of the {@link ToolCall} that this answers
 * @param text the result, as the model is to read it
 * @param error whether the tool failed and the text says why
 */
public record ToolMessage(String toolCallId, String text, boolean error) implements Message {

    /** The result of a tool that did not fail. */
    public ToolMessage(String toolCallId, String text) {
        this(toolCallId, text, false);
    }

    @Override
    public Role role() {
        return Role.TOOL;
    }
}
