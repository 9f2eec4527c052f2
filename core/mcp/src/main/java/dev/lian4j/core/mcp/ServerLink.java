package dev.lian4j.core.mcp;

import dev.lian4j.core.error.ToolException;
import io.modelcontextprotocol.spec.McpClientTransport;
import org.jspecify.annotations.Nullable;

/** The way to a server. */
interface ServerLink {

    /** What to call it before it has told its name; without secrets. */
    String name();

    McpClientTransport transport();

    /** Why the way is cut for good; null while it is not. */
    default @Nullable ToolException failure() {
        return null;
    }

    /** What else is known of a fault, as the end of a message; may be empty. */
    default String hint() {
        return "";
    }

    /** Cuts the way. */
    void close();
}
