package dev.lian4j.core.mcp;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StepTimeoutException;
import dev.lian4j.core.error.ToolException;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A client of one server: waits for its answers, as long as it may, and gives its faults as our exceptions. */
final class McpConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(McpConnection.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final McpAsyncClient client;
    private final Abandoning transport;
    private final ServerLink link;
    private final McpOptions options;

    McpConnection(ServerLink link, McpOptions options, Consumer<List<McpSchema.Tool>> onTools) {
        this.link = link;
        this.options = options;
        this.transport = new Abandoning(link.transport());
        // We wait ourselves; the SDK's own limits are there in case that all else fails.
        Duration most = options.callTimeout().plus(options.startTimeout());
        this.client = McpClient.async(transport)
                .requestTimeout(most)
                .initializationTimeout(most)
                .clientInfo(McpSchema.Implementation.builder("lian4j", "0.1").build())
                .toolsChangeConsumer(tools -> Mono.fromRunnable(() -> onTools.accept(tools)))
                // The text of a result is all that we use, so its structure need not fit a schema.
                .enableCallToolSchemaCaching(false)
                .jsonSchemaValidator((schema, value) -> null)
                .build();
    }

    /** The server's own name, once it has told it. */
    String server() {
        McpSchema.Implementation info = client.getServerInfo();
        return info == null ? link.name() : info.name();
    }

    String instructions() {
        return Objects.requireNonNullElse(client.getServerInstructions(), "");
    }

    void initialize() {
        try {
            await(client.initialize(), options.startTimeout(), "its start", Run.root());
        } catch (StepTimeoutException e) {
            throw new ToolException(e.getMessage() + link.hint(), e);
        }
    }

    List<McpSchema.Tool> list() {
        McpSchema.ServerCapabilities capabilities = client.getServerCapabilities();
        return capabilities == null || capabilities.tools() == null
                ? List.of()
                : await(client.listTools(), options.startTimeout(), "the list of its tools", Run.root())
                        .tools();
    }

    McpSchema.CallToolResult call(String tool, Map<String, Object> arguments, Run run) {
        McpSchema.CallToolRequest request =
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build();
        return await(client.callTool(request), options.callTimeout(), "the tool '" + tool + "'", run);
    }

    private <T> T await(Mono<T> answer, Duration limit, String what, Run run) {
        AtomicReference<@Nullable Object> id = new AtomicReference<>();
        CompletableFuture<T> future = answer.contextWrite(context -> context.put(Abandoning.REQUEST_ID, id))
                .toFuture();
        try (Run.Registration ignored = run.onCancel(() -> future.cancel(true))) {
            return Objects.requireNonNull(future.get(limit.toNanos(), TimeUnit.NANOSECONDS), what);
        } catch (ExecutionException e) {
            throw fault(what, e.getCause());
        } catch (CancellationException e) {
            abandon(future, id, "cancelled");
            throw new CancelledException("The run was cancelled; " + told(what) + " was given up");
        } catch (InterruptedException e) {
            abandon(future, id, "cancelled");
            throw CancelledException.interrupted("waiting for " + what + " of MCP server '" + server() + "'");
        } catch (TimeoutException e) {
            abandon(future, id, "timed out");
            throw new StepTimeoutException(told(what) + " took longer than " + limit + " and was given up");
        }
    }

    private void abandon(CompletableFuture<?> future, AtomicReference<@Nullable Object> id, String reason) {
        future.cancel(true);
        Object request = id.get();
        if (request != null) {
            transport.abandon(request, reason);
        }
    }

    private String told(String what) {
        return "MCP server '" + server() + "': " + what;
    }

    private ToolException fault(String what, @Nullable Throwable error) {
        ToolException broken = link.failure();
        return broken == null
                ? new ToolException(told(what) + Faults.told(error) + link.hint(), error)
                : new ToolException(broken.getMessage(), error);
    }

    @Override
    public void close() {
        try {
            client.closeGracefully().block(CLOSING);
        } catch (RuntimeException e) {
            LOG.debug("The MCP server '{}' did not take leave", link.name(), e);
        } finally {
            link.close();
        }
    }
}
