package dev.lian4j.core.mcp;

import dev.lian4j.core.error.ToolException;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The way to a server that is a child process, in place of the SDK's own: this one answers open requests when the
 * process ends, reads UTF-8 whatever the platform's charset, and ends the process's children too.
 */
final class StdioLink implements ServerLink, McpClientTransport {

    private static final Logger LOG = LoggerFactory.getLogger(StdioLink.class);
    private static final int MOST_GARBAGE = 100;
    private static final int SHOWN = 200;
    private static final int CUT_OFF = -32000;

    private final String name;
    private final ServerProcess server;
    private final int maxMessage;
    private final McpJsonMapper json = McpJson.mapper();
    private final Set<Object> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable ToolException> failure = new AtomicReference<>();
    private final AtomicReference<@Nullable String> garbage = new AtomicReference<>();
    // A server that does not read its input must not hold up the caller, who has a time limit.
    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> Daemons.of("mcp-writer", work));

    StdioLink(String name, ServerProcess server, int maxMessage) {
        this.name = name;
        this.server = server;
        this.maxMessage = maxMessage;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> Daemons.start("mcp-reader", () -> read(handler)));
    }

    private void read(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        LineReader lines = new LineReader(server.process().getInputStream(), maxMessage);
        int bad = 0;
        try {
            for (String line = lines.next(); line != null && bad < MOST_GARBAGE; line = lines.next()) {
                bad += line.isBlank() || take(line, handler) ? 0 : 1;
            }
            fail(bad < MOST_GARBAGE ? server.end() : "does not speak the protocol", handler);
        } catch (IOException e) {
            fail("cannot be read: " + e.getMessage(), handler);
        }
    }

    /** Whether the line is a message. */
    private boolean take(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        try {
            JSONRPCMessage message = McpSchema.deserializeJsonRpcMessage(json, line);
            if (message instanceof McpSchema.JSONRPCResponse response && response.id() != null) {
                open.remove(response.id());
            }
            handler.apply(Mono.just(message))
                    .subscribe(done -> {}, error -> LOG.warn("A message of MCP server '{}' failed", name, error));
            return true;
        } catch (IOException | RuntimeException e) {
            String shown = line.substring(0, Math.min(SHOWN, line.length()));
            garbage.compareAndSet(null, shown);
            LOG.warn("MCP server '{}' wrote a line that is no message of the protocol: {}", name, shown);
            return false;
        }
    }

    private void fail(String why, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        ToolException told = new ToolException("The MCP server '" + name + "' " + why + hint());
        failure.compareAndSet(null, told);
        open.forEach(id -> handler.apply(Mono.just(Abandoning.refusal(id, CUT_OFF, told.getMessage())))
                .subscribe());
        open.clear();
        stop();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.defer(() -> {
            if (message instanceof McpSchema.JSONRPCRequest request) {
                open.add(request.id());
            }
            ToolException broken = failure.get();
            return broken == null
                    ? Mono.fromFuture(CompletableFuture.runAsync(() -> write(message), writer))
                    : Mono.error(broken);
        });
    }

    private void write(JSONRPCMessage message) {
        try {
            OutputStream out = server.process().getOutputStream();
            out.write((json.writeValueAsString(message) + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new ToolException("The MCP server '" + name + "' does not take messages: " + e.getMessage(), e);
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public McpClientTransport transport() {
        return this;
    }

    @Override
    public @Nullable ToolException failure() {
        return failure.get();
    }

    @Override
    public String hint() {
        String first = garbage.get();
        return (first == null ? "" : "; it wrote what is no message of the protocol, first: " + first)
                + server.lastWords();
    }

    @Override
    public List<String> protocolVersions() {
        return McpClientTransport.super.protocolVersions();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    @Override
    public void close() {
        failure.compareAndSet(null, new ToolException("The connection to the MCP server '" + name + "' is closed"));
        stop();
    }

    private void stop() {
        writer.shutdownNow();
        server.close();
    }
}
