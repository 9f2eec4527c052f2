package dev.lian4j.core.mcp;

import dev.lian4j.core.Chain;
import dev.lian4j.core.RunListener;
import dev.lian4j.core.error.StepTimeoutException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.tool.Tool;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Our tool as the SDK's: its failures become results, so that none ends the server. */
record ServedTool(Tool tool, Duration limit, RunListener listener) {

    SyncToolSpecification specification() {
        Map<String, Object> schema = new LinkedHashMap<>(tool.spec().parameters());
        schema.putIfAbsent("type", "object");
        McpSchema.Tool described = McpSchema.Tool.builder(tool.name(), schema)
                .description(tool.spec().description())
                .build();
        return new SyncToolSpecification(described, (exchange, request) -> call(request));
    }

    private McpSchema.CallToolResult call(McpSchema.CallToolRequest request) {
        Map<String, Object> arguments = Objects.requireNonNullElse(request.arguments(), Map.of());
        ToolCall call = new ToolCall(UUID.randomUUID().toString(), tool.name(), McpJson.write(arguments));
        try {
            Chain<ToolCall, ToolMessage> limited = tool.withTimeout(limit).withListener(listener);
            ToolMessage message = limited.invoke(call);
            return result(message.text(), message.error());
        } catch (StepTimeoutException e) {
            return result("The tool took longer than " + limit + " and was stopped.", true);
        } catch (RuntimeException e) {
            return result("The tool failed: " + told(e), true);
        }
    }

    private static String told(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    private static McpSchema.CallToolResult result(String text, boolean error) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(text)
                .isError(error)
                .build();
    }
}
