package dev.lian4j.core.mcp;

import dev.lian4j.core.model.ToolSpec;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.Objects;

/** A tool as a server describes it: what it is trusted for. */
record ToolDefinition(String name, String description, Map<String, Object> parameters) {

    static ToolDefinition of(McpSchema.Tool tool) {
        String title = Objects.requireNonNullElse(tool.title(), tool.name());
        return new ToolDefinition(
                tool.name(), Objects.requireNonNullElse(tool.description(), title), tool.inputSchema());
    }

    ToolSpec spec(String prefix) {
        return new ToolSpec(ToolNames.ours(prefix, name), description, parameters);
    }
}
