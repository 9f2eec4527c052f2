package dev.lian4j.core.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One client on a pair of streams, in place of the SDK's own: this one stops calls that the client cancels or leaves
 * behind, and answers a line that is no message instead of falling silent.
 */
final class StdioProvider implements McpServerTransportProvider {

    private static final Logger LOG = LoggerFactory.getLogger(StdioProvider.class);
    private static final int MOST_MESSAGE = 16 << 20;
    private static final int PARSE_ERROR = -32700;

    private final InputStream in;
    private final OutputStream out;
    private final Runnable onEnd;
    private final McpJsonMapper json = McpJson.mapper();
    private final OpenCalls open = new OpenCalls();
    private final CompletableFuture<McpServerSession> session = new CompletableFuture<>();

    StdioProvider(InputStream in, OutputStream out, Runnable onEnd) {
        this.in = in;
        this.out = out;
        this.onEnd = onEnd;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        McpServerSession made = factory.create(new Output());
        session.complete(made);
        Daemons.start("mcp-server", () -> read(made));
    }

    private void read(McpServerSession client) {
        LineReader lines = new LineReader(in, MOST_MESSAGE);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    take(line, client);
                }
            }
        } catch (IOException e) {
            LOG.warn("The MCP client cannot be read any more: {}", e.getMessage());
        } finally {
            open.cancelAll();
            onEnd.run();
        }
    }

    private void take(String line, McpServerSession client) {
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, line);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The MCP client wrote a line that is no message of the protocol");
            write("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":" + PARSE_ERROR
                    + ",\"message\":\"This is no JSON-RPC message\"}}");
            return;
        }
        if (message instanceof McpSchema.JSONRPCNotification told
                && told.method().equals(OpenCalls.CANCELLED)) {
            cancel(told.params());
        } else {
            handle(message, client);
        }
    }

    private void cancel(Object params) {
        open.cancel(params instanceof Map<?, ?> map ? map.get("requestId") : null);
    }

    private void handle(JSONRPCMessage message, McpServerSession client) {
        Object id = message instanceof McpSchema.JSONRPCRequest request ? request.id() : new Object();
        McpTransportContext context = McpTransportContext.create(Map.of(OpenCalls.ABANDONED, open.opened(id)));
        client.handle(message)
                .contextWrite(all -> all.put(McpTransportContext.KEY, context))
                .doFinally(end -> open.done(id))
                .subscribe(done -> {}, error -> LOG.warn("A message of the MCP client failed", error));
    }

    private synchronized void write(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            LOG.warn("The MCP client cannot be told any more: {}", e.getMessage());
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return Mono.fromFuture(session).flatMap(client -> client.sendNotification(method, params));
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> open.cancelAll());
    }

    /** What the session writes to. */
    private final class Output implements McpServerTransport {

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromCallable(() -> json.writeValueAsString(message))
                    .doOnNext(StdioProvider.this::write)
                    .then();
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return json.convertValue(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }
    }
}
