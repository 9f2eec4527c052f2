package dev.lian4j.core.mcp;

import java.util.List;

/**
 * How a server has changed its tools while it was in use. Names are the server's own. A tool that was handed out before
 * it was removed or redefined is not called any more: what it was trusted for may not be what it does now.
 *
 * @param added tools that are new
 * @param removed tools that are gone
 * @param redefined tools whose description or parameters are others now
 */
public record McpToolChange(List<String> added, List<String> removed, List<String> redefined) {

    /** Copies the lists. */
    public McpToolChange {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        redefined = List.copyOf(redefined);
    }

    /** Whether all is as it was. */
    public boolean isEmpty() {
        return added.isEmpty() && removed.isEmpty() && redefined.isEmpty();
    }
}
