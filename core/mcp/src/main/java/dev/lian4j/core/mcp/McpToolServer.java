package dev.lian4j.core.mcp;

import dev.lian4j.core.RunListener;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ToolException;
import dev.lian4j.core.tool.Tool;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Offers our tools to MCP clients: desktop assistants, editors, other agents. A tool's failure is told to the client and
 * ends nothing. Calls come on several threads at once. Thread safe. To be closed.
 */
public final class McpToolServer implements AutoCloseable {

    private final McpSyncServer server;
    private final Builder options;
    private final CountDownLatch ended;
    private final @Nullable HttpHost host;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();

    private McpToolServer(
            McpSyncServer server, Builder options, CountDownLatch ended, @Nullable HttpHost host, Runnable onClose) {
        this.server = server;
        this.options = options;
        this.ended = ended;
        this.host = host;
        this.onClose = onClose;
    }

    /**
     * Serves the client that has started this program, on standard input and output; {@link #awaitEnd} waits until it
     * leaves. Until this is closed {@code System.out} is standard error, so that what a tool prints does not stand among
     * the messages.
     */
    public static McpToolServer stdio(List<? extends Tool> tools) {
        return builder(tools).stdio();
    }

    /**
     * Serves over streamable HTTP at {@code http://127.0.0.1:port/mcp}; needs Tomcat, see {@link Builder#http}.
     *
     * @param port the port; 0 for any that is free
     */
    public static McpToolServer http(List<? extends Tool> tools, int port) {
        return builder(tools).http(port);
    }

    /** Settings for a server of these tools. */
    public static Builder builder(List<? extends Tool> tools) {
        return new Builder(List.copyOf(tools));
    }

    /** Where clients find it; empty where it serves a stream. */
    public Optional<URI> uri() {
        return Optional.ofNullable(host).map(HttpHost::uri);
    }

    /** Offers one more tool, or another of its name, and tells the clients. */
    public void add(Tool tool) {
        server.addTool(options.served(tool).specification());
        server.notifyToolsListChanged();
    }

    /** Takes a tool back and tells the clients. */
    public void remove(String name) {
        server.removeTool(name);
        server.notifyToolsListChanged();
    }

    /**
     * Waits until the client's stream has ended or this is closed.
     *
     * @throws CancelledException if the thread is interrupted
     */
    public void awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("serving tools");
        }
    }

    /** Ends the connections. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            server.closeGracefully();
            if (host != null) {
                host.close();
            }
            onClose.run();
            ended.countDown();
        }
    }

    /** Settings. Not thread safe. */
    public static final class Builder {

        private final List<Tool> tools;
        private String name = "lian4j";
        private String version = "0.1";
        private String instructions = "";
        private Duration limit = Duration.ofMinutes(5);
        private RunListener listener = new RunListener() {};
        private List<String> hosts = List.of();

        private Builder(List<Tool> tools) {
            this.tools = tools;
        }

        /** What the server calls itself; {@code lian4j} by default. */
        public Builder name(String newName, String newVersion) {
            this.name = newName;
            this.version = newVersion;
            return this;
        }

        /** What the client's model is told of how to use the tools; nothing by default. */
        public Builder instructions(String text) {
            this.instructions = text;
            return this;
        }

        /** How long a call may take; 5 minutes by default. */
        public Builder callTimeout(Duration most) {
            this.limit = most;
            return this;
        }

        /** Watches the calls. */
        public Builder listener(RunListener watching) {
            this.listener = watching;
            return this;
        }

        /**
         * Names under which clients may call a server over HTTP beside {@code localhost}: those of a proxy before it.
         * Requests under other names, and from pages of other sites, are refused.
         */
        public Builder allowedHosts(List<String> names) {
            this.hosts = List.copyOf(names);
            return this;
        }

        /** Serves on standard input and output. */
        public McpToolServer stdio() {
            PrintStream out = System.out;
            System.setOut(System.err);
            return streams(System.in, out, () -> System.setOut(out));
        }

        /** Serves one client on a pair of streams; a call that it cancels is interrupted, and all are when it leaves. */
        public McpToolServer streams(InputStream in, OutputStream out) {
            return streams(in, out, () -> {});
        }

        private McpToolServer streams(InputStream in, OutputStream out, Runnable onClose) {
            CountDownLatch ended = new CountDownLatch(1);
            var provider = new StdioProvider(in, out, ended::countDown);
            return new McpToolServer(configured(McpServer.sync(provider)), this, ended, null, onClose);
        }

        /**
         * Serves over streamable HTTP on the loopback address; whoever wants it seen elsewhere puts a proxy with
         * authentication before it. Needs {@code org.apache.tomcat.embed:tomcat-embed-core} among the dependencies.
         *
         * @param port the port; 0 for any that is free
         * @throws ToolException if the port is taken, or Tomcat is missing
         */
        public McpToolServer http(int port) {
            try {
                return served(port);
            } catch (NoClassDefFoundError e) {
                throw new ToolException(
                        "Serving over HTTP needs org.apache.tomcat.embed:tomcat-embed-core among the dependencies", e);
            }
        }

        private McpToolServer served(int port) {
            var servlet = HttpHost.servlet(hosts);
            McpSyncServer server = configured(McpServer.sync(servlet));
            return new McpToolServer(server, this, new CountDownLatch(1), HttpHost.start(servlet, port), () -> {});
        }

        private McpSyncServer configured(SyncSpecification<?> specification) {
            return specification
                    .jsonMapper(McpJson.mapper())
                    .serverInfo(name, version)
                    .instructions(instructions.isEmpty() ? null : instructions)
                    .capabilities(
                            McpSchema.ServerCapabilities.builder().tools(true).build())
                    .tools(tools.stream()
                            .map(tool -> served(tool).specification())
                            .toList())
                    .build();
        }

        private ServedTool served(Tool tool) {
            return new ServedTool(tool, limit, listener);
        }
    }
}
