package dev.lian4j.core.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * A transport that can tell the server that nobody waits for an answer any more. The SDK makes the ids of requests and
 * does not show them, so they are noted here, in a reference that comes with the subscriber's context.
 */
final class Abandoning implements McpClientTransport {

    /** Where the context has an {@code AtomicReference} for the id of the request. */
    static final String REQUEST_ID = "lian4j.mcp.request";

    private static final Logger LOG = LoggerFactory.getLogger(Abandoning.class);
    private static final int ABANDONED = -32800;

    private final McpClientTransport transport;
    private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;

    Abandoning(McpClientTransport transport) {
        this.transport = transport;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> newHandler) {
        this.handler = newHandler;
        return transport.connect(newHandler);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.deferContextual(context -> {
            if (message instanceof McpSchema.JSONRPCRequest request) {
                context.<AtomicReference<Object>>getOrEmpty(REQUEST_ID).ifPresent(id -> id.set(request.id()));
            }
            return transport.sendMessage(message);
        });
    }

    /** Tells the server, and the SDK, which would else keep a place for the answer. */
    void abandon(Object id, String reason) {
        transport
                .sendMessage(new McpSchema.JSONRPCNotification(
                        OpenCalls.CANCELLED, Map.of("requestId", id, "reason", reason)))
                .subscribe(sent -> {}, error -> LOG.debug("The MCP server was not told of a cancelled call", error));
        Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> receiver = handler;
        if (receiver != null) {
            receiver.apply(Mono.just(refusal(id, ABANDONED, reason))).subscribe();
        }
    }

    static JSONRPCMessage refusal(Object id, int code, String reason) {
        return McpSchema.JSONRPCResponse.error(id, new McpSchema.JSONRPCResponse.JSONRPCError(code, reason));
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> exceptionHandler) {
        transport.setExceptionHandler(exceptionHandler);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }
}
