package dev.lian4j.core.mcp;

import dev.lian4j.core.RunListener;
import dev.lian4j.core.error.StepTimeoutException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.tool.Tool;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Our tool as the SDK's: its failures become results, so that none ends the server. */
record ServedTool(Tool tool, Duration limit, RunListener listener) {

    SyncToolSpecification specification() {
        Map<String, Object> schema = new LinkedHashMap<>(tool.spec().parameters());
        schema.putIfAbsent("type", "object");
        McpSchema.Tool described = McpSchema.Tool.builder(tool.name(), schema)
                .description(tool.spec().description())
                .build();
        return new SyncToolSpecification(
                described, (exchange, request) -> call(request.arguments(), exchange.transportContext()));
    }

    private McpSchema.CallToolResult call(@Nullable Map<String, Object> arguments, McpTransportContext context) {
        String json = McpJson.write(Objects.requireNonNullElse(arguments, Map.of()));
        ToolCall call = new ToolCall(UUID.randomUUID().toString(), tool.name(), json);
        CompletableFuture<ToolMessage> result =
                tool.withTimeout(limit).withListener(listener).invokeAsync(call);
        if (context.get(OpenCalls.ABANDONED) instanceof CompletableFuture<?> abandoned) {
            var unused = abandoned.thenRun(() -> result.cancel(true));
        }
        return waited(result);
    }

    private McpSchema.CallToolResult waited(CompletableFuture<ToolMessage> result) {
        try {
            ToolMessage message = result.get();
            return told(message.text(), message.error());
        } catch (ExecutionException e) {
            return told(failure(e.getCause()), true);
        } catch (CancellationException e) {
            return told("The call was cancelled.", true);
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            return told("The server is stopping.", true);
        }
    }

    private String failure(@Nullable Throwable error) {
        if (error instanceof StepTimeoutException) {
            return "The tool took longer than " + limit + " and was stopped.";
        }
        String message = error == null ? null : error.getMessage();
        return "The tool failed: " + (message == null ? String.valueOf(error) : message);
    }

    private static McpSchema.CallToolResult told(String text, boolean error) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(text)
                .isError(error)
                .build();
    }
}
