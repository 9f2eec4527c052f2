package dev.lian4j.core.mcp;

import io.modelcontextprotocol.spec.McpSchema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server offers at a time, by name. A name that comes twice counts once. */
record Catalog(Map<String, ToolDefinition> tools) {

    private static final Logger LOG = LoggerFactory.getLogger(Catalog.class);

    static Catalog of(List<McpSchema.Tool> listed) {
        Map<String, ToolDefinition> tools = new LinkedHashMap<>();
        for (McpSchema.Tool tool : listed) {
            if (tools.putIfAbsent(tool.name(), ToolDefinition.of(tool)) != null) {
                LOG.warn("The MCP server lists two tools named '{}'; the first one is taken", tool.name());
            }
        }
        return new Catalog(tools);
    }

    Collection<ToolDefinition> all() {
        return tools.values();
    }

    boolean has(ToolDefinition definition) {
        return definition.equals(tools.get(definition.name()));
    }

    McpToolChange since(Catalog before) {
        return new McpToolChange(
                only(tools, before.tools),
                only(before.tools, tools),
                tools.values().stream()
                        .filter(tool -> before.tools.containsKey(tool.name()) && !before.has(tool))
                        .map(ToolDefinition::name)
                        .toList());
    }

    private static List<String> only(Map<String, ?> here, Map<String, ?> notThere) {
        return here.keySet().stream()
                .filter(name -> !notThere.containsKey(name))
                .toList();
    }
}
