package dev.lian4j.core.mcp;

import dev.lian4j.core.error.ToolException;
import io.modelcontextprotocol.server.transport.DefaultServerTransportSecurityValidator;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.http.HttpFilter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.loader.ParallelWebappClassLoader;
import org.apache.catalina.loader.WebappLoader;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A web server for one servlet on the loopback address. */
final class HttpHost implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpHost.class);
    private static final String PATH = "/mcp";
    private static final int MOST_REQUEST = 16 << 20;

    private final Tomcat tomcat;
    private final Path folder;
    private final int port;

    private HttpHost(Tomcat tomcat, Path folder, int port) {
        this.tomcat = tomcat;
        this.folder = folder;
        this.port = port;
    }

    /** What speaks the protocol; a page of some other site cannot reach it through the browser of who runs it. */
    static HttpServletStreamableServerTransportProvider servlet(List<String> hosts) {
        var guard = DefaultServerTransportSecurityValidator.builder()
                .allowedHosts(List.of("localhost:*", "127.0.0.1:*", "[::1]:*"))
                .allowedHosts(hosts)
                .allowedOrigins(List.of("http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*"))
                .allowedOrigins(hosts.stream().map(host -> "https://" + host).toList())
                .build();
        return HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(McpJson.mapper())
                .mcpEndpoint(PATH)
                .contextExtractor(HttpCancellation::context)
                .httpHeaderValidator(guard)
                .maxRequestSize(MOST_REQUEST)
                .build();
    }

    static HttpHost start(HttpServletStreamableServerTransportProvider servlet, int port) {
        Tomcat tomcat = new Tomcat();
        try {
            Path folder = Files.createTempDirectory("lian4j-mcp");
            tomcat.setBaseDir(folder.toString());
            tomcat.setSilent(true);
            tomcat.setConnector(connector(port));
            serve(tomcat.addContext("", folder.toString()), servlet);
            tomcat.start();
            return new HttpHost(tomcat, folder, tomcat.getConnector().getLocalPort());
        } catch (LifecycleException e) {
            stop(tomcat);
            throw new ToolException("Port " + port + " cannot be served: " + e.getMessage() + "; is it taken?", e);
        } catch (IOException e) {
            throw new ToolException("The MCP server needs a temporary folder: " + e.getMessage(), e);
        }
    }

    private static Connector connector(int port) {
        Connector connector = new Connector();
        connector.setPort(port);
        connector.setThrowOnFailure(true);
        if (!connector.setProperty("address", "127.0.0.1")) {
            throw new IllegalStateException("Tomcat does not take the address to listen on");
        }
        return connector;
    }

    /** All classes are the program's own, so there is nothing to forget, and no threads to warn of, when this ends. */
    private static final class NothingToForget extends ParallelWebappClassLoader {

        @Override
        protected void clearReferences() {}
    }

    private static void serve(Context context, HttpServletStreamableServerTransportProvider servlet) {
        WebappLoader loader = new WebappLoader();
        loader.setLoaderInstance(new NothingToForget());
        context.setLoader(loader);
        Wrapper wrapper = Tomcat.addServlet(context, "mcp", servlet);
        wrapper.setAsyncSupported(true);
        context.addServletMapping(PATH, "mcp");
        filter(context, new HttpCancellation(MOST_REQUEST));
    }

    private static void filter(Context context, HttpFilter filter) {
        FilterDef definition = new FilterDef();
        definition.setFilterName(filter.getClass().getSimpleName());
        definition.setFilter(filter);
        definition.setAsyncSupported("true");
        context.addFilterDef(definition);
        FilterMap map = new FilterMap();
        map.setFilterName(definition.getFilterName());
        map.addURLPattern(PATH);
        context.addFilterMap(map);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port + PATH);
    }

    @Override
    public void close() {
        stop(tomcat);
        try {
            delete(folder);
        } catch (IOException e) {
            LOG.warn("A temporary folder was left: {}", folder, e);
        }
    }

    private static void stop(Tomcat tomcat) {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            LOG.warn("The MCP server did not stop in order", e);
        }
    }

    /** Tomcat leaves an empty tree. */
    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
