package dev.lian4j.core.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.Map;
import java.util.function.Predicate;

/** A server's tool as ours. */
final class McpTool implements Tool {

    private final ToolDefinition definition;
    private final ToolSpec spec;
    private final McpConnection connection;
    private final Predicate<ToolDefinition> offered;
    private final ResultText results;

    McpTool(
            ToolDefinition definition,
            ToolSpec spec,
            McpConnection connection,
            Predicate<ToolDefinition> offered,
            ResultText results) {
        this.definition = definition;
        this.spec = spec;
        this.connection = connection;
        this.offered = offered;
        this.results = results;
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public ToolMessage invoke(ToolCall call, Run run) {
        run.checkCancelled();
        if (!offered.test(definition)) {
            return failed(
                    call,
                    "The server has removed or redefined this tool since it was handed out, so it was not called.");
        }
        try {
            return called(call, McpJson.object(call.arguments()), run);
        } catch (JsonProcessingException e) {
            return failed(call, "The arguments are no JSON object: " + e.getOriginalMessage());
        }
    }

    private ToolMessage called(ToolCall call, Map<String, Object> arguments, Run run) {
        McpSchema.CallToolResult result = connection.call(definition.name(), arguments, run);
        String text = results.of(result, definition.name(), connection.server());
        return new ToolMessage(call.id(), text, Boolean.TRUE.equals(result.isError()));
    }

    private static ToolMessage failed(ToolCall call, String why) {
        return new ToolMessage(call.id(), why, true);
    }

    @Override
    public String toString() {
        return "McpTool[" + definition.name() + " of " + connection.server() + "]";
    }
}
