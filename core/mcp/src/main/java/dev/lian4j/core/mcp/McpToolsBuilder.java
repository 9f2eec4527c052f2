package dev.lian4j.core.mcp;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings for {@link McpTools}. Not thread safe. */
public final class McpToolsBuilder {

    private final List<String> command;
    private final @Nullable URI uri;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean inherit;
    private @Nullable Path directory;
    private String prefix = "";
    private Duration callTimeout = Duration.ofSeconds(60);
    private Duration startTimeout = Duration.ofSeconds(30);
    private int maxResult = 50_000;
    private int maxMessage = 64 << 20;
    private boolean marked = true;
    private Consumer<McpToolChange> onChange = change -> {};

    McpToolsBuilder(List<String> command, @Nullable URI uri) {
        this.command = List.copyOf(command);
        this.uri = uri;
        if (command.isEmpty() && uri == null) {
            throw new IllegalArgumentException("The command of an MCP server is empty");
        }
    }

    /** Put before each tool's name, so that the tools of several servers differ; none by default. */
    public McpToolsBuilder prefix(String before) {
        if (!before.matches("[A-Za-z0-9_-]{0,32}")) {
            throw new IllegalArgumentException(
                    "Prefix '" + before + "' must be at most 32 letters, digits, '_' or '-'");
        }
        this.prefix = before;
        return this;
    }

    /** How long a call may take; 60 seconds by default. */
    public McpToolsBuilder callTimeout(Duration most) {
        this.callTimeout = positive(most);
        return this;
    }

    /** How long the server may take to start, and to list its tools; 30 seconds by default. */
    public McpToolsBuilder startTimeout(Duration most) {
        this.startTimeout = positive(most);
        return this;
    }

    private static Duration positive(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A timeout must be longer than nothing, was " + limit);
        }
        return limit;
    }

    /** The most characters of a result; what is over is cut, and the result says so. 50,000 by default. */
    public McpToolsBuilder maxResult(int characters) {
        this.maxResult = positive(characters, "characters of a result");
        return this;
    }

    /** The most bytes of one message; a server that sends more is cut off. 64 MiB by default. */
    public McpToolsBuilder maxMessage(int bytes) {
        this.maxMessage = positive(bytes, "bytes of a message");
        return this;
    }

    private static int positive(int most, String what) {
        if (most < 1) {
            throw new IllegalArgumentException("The most " + what + " must be at least 1, was " + most);
        }
        return most;
    }

    /** Whether each result starts with a line telling the model that it is data; true by default. */
    public McpToolsBuilder marked(boolean asData) {
        this.marked = asData;
        return this;
    }

    /** Is told when the server has changed its tools, on a thread of the connection: it must not wait. */
    public McpToolsBuilder onChange(Consumer<McpToolChange> listener) {
        this.onChange = listener;
        return this;
    }

    /** A variable of the started server's environment, such as its key. */
    public McpToolsBuilder environment(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf(0) >= 0 || value.indexOf(0) >= 0) {
            // The value may be a key, so it is not shown.
            throw new IllegalArgumentException("The environment cannot have a variable '" + name + "' of this value");
        }
        environment.put(name, value);
        return onlyStarted("environment");
    }

    /** Gives the started server all of our environment; by default only {@code PATH}, {@code HOME} and the like. */
    public McpToolsBuilder inheritEnvironment() {
        this.inherit = true;
        return onlyStarted("inheritEnvironment");
    }

    /** Where the server is started; here by default. */
    public McpToolsBuilder directory(Path folder) {
        this.directory = folder;
        return onlyStarted("directory");
    }

    /** A header of each request, such as {@code Authorization}. */
    public McpToolsBuilder header(String name, String value) {
        if (uri == null) {
            throw new IllegalArgumentException("header is for servers over HTTP");
        }
        if (!accepted(name, value)) {
            throw new IllegalArgumentException("A request cannot have a header '" + name + "' of this value");
        }
        headers.put(name, value);
        return this;
    }

    /** The client's own message would show the value, which may be a key. */
    private static boolean accepted(String name, String value) {
        try {
            HttpRequest.newBuilder().header(name, value);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private McpToolsBuilder onlyStarted(String setting) {
        if (uri != null) {
            throw new IllegalArgumentException(setting + " is for servers that are started here");
        }
        return this;
    }

    /**
     * Starts or reaches the server and lists its tools.
     *
     * @throws dev.lian4j.core.error.ToolException if it cannot be started or reached, or is no MCP server
     */
    public McpTools open() {
        McpOptions options = new McpOptions(prefix, callTimeout, startTimeout, maxResult, marked, onChange);
        return McpTools.open(link(), options);
    }

    private ServerLink link() {
        return uri == null
                ? new StdioLink(
                        command.get(0), ServerProcess.start(command, environment, inherit, directory), maxMessage)
                : HttpLink.to(uri, headers, startTimeout, maxMessage);
    }
}
