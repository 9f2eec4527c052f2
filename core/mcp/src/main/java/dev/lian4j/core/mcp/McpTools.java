package dev.lian4j.core.mcp;

import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools of an MCP server as ours, for {@code AgentExecutor} and models. Over standard input and output the server is
 * a child process, which ends with this; over HTTP it is somewhere else. What a tool tells of its own failure is an error
 * {@link dev.lian4j.core.message.ToolMessage}; a server that is gone or talks nonsense is a
 * {@link dev.lian4j.core.error.ToolException}; a call that takes too long is a
 * {@link dev.lian4j.core.error.StepTimeoutException}, and the server is told so. A server is as trusted as any program
 * that you start: show its tools to a person, or have calls approved. Thread safe. To be closed.
 */
public final class McpTools implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);

    private final McpConnection connection;
    private final McpOptions options;
    private final ResultText results;
    private volatile Catalog catalog = new Catalog(Map.of());

    private McpTools(ServerLink link, McpOptions options) {
        this.options = options;
        this.results = new ResultText(options.maxResult(), options.marked());
        this.connection = new McpConnection(link, options, this::changed);
    }

    /**
     * Starts a server and lists its tools.
     *
     * @param command the program and its arguments; no shell sees them
     * @throws dev.lian4j.core.error.ToolException if it cannot be started or is no MCP server
     */
    public static McpTools stdio(List<String> command) {
        return builder(command).open();
    }

    /**
     * Connects to a server and lists its tools.
     *
     * @param uri the address of its streamable HTTP endpoint, such as {@code http://localhost:8080/mcp}
     * @throws dev.lian4j.core.error.ToolException if it cannot be reached or is no MCP server
     */
    public static McpTools http(URI uri) {
        return builder(uri).open();
    }

    /** Settings for a server that is started. */
    public static McpToolsBuilder builder(List<String> command) {
        return new McpToolsBuilder(command, null);
    }

    /** Settings for a server that is somewhere. */
    public static McpToolsBuilder builder(URI uri) {
        return new McpToolsBuilder(List.of(), uri);
    }

    static McpTools open(ServerLink link, McpOptions options) {
        McpTools tools = new McpTools(link, options);
        try {
            tools.connection.initialize();
            tools.refresh();
            return tools;
        } catch (RuntimeException e) {
            tools.close();
            throw e;
        }
    }

    /** The tools that the server offers now, in its order. Those handed out before go on as long as they are offered. */
    public List<Tool> tools() {
        Catalog now = catalog;
        return now.all().stream()
                .map(definition -> (Tool) tool(definition, definition.spec(options.prefix())))
                .toList();
    }

    private McpTool tool(ToolDefinition definition, ToolSpec spec) {
        Predicate<ToolDefinition> offered = asked -> catalog.has(asked);
        return new McpTool(definition, spec, connection, offered, results);
    }

    /** The server's name, by its own word. */
    public String serverName() {
        return connection.server();
    }

    /** How the server says that it is to be used; empty where it says nothing. Not to be trusted more than its results. */
    public String instructions() {
        return connection.instructions();
    }

    /**
     * Lists the tools anew, for servers that change them without telling.
     *
     * @return what has changed since they were last listed
     */
    public McpToolChange refresh() {
        return replace(connection.list());
    }

    private synchronized McpToolChange replace(List<McpSchema.Tool> listed) {
        Catalog next = Catalog.of(listed);
        McpToolChange change = next.since(catalog);
        catalog = next;
        return change;
    }

    /** The server has told of a change. */
    private void changed(List<McpSchema.Tool> listed) {
        McpToolChange change = replace(listed);
        if (!change.isEmpty()) {
            LOG.info("The MCP server '{}' has changed its tools: {}", serverName(), change);
            options.onChange().accept(change);
        }
    }

    /** Ends the connection, and the server where it was started here. */
    @Override
    public void close() {
        connection.close();
    }
}
