package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A tool, or the server that offers it, could not be reached, refused a call or broke its protocol. What a tool tells of
 * its own failure is no exception but a {@code ToolMessage} with {@code error}.
 */
public final class ToolException extends LianException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the tool or its server. */
    public ToolException(String message) {
        super(message);
    }

    /** What is wrong with the tool or its server, and the fault behind it. */
    public ToolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
