package dev.lian4j.core.mcp;

import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The way to a server over streamable HTTP. It follows no redirects. */
record HttpLink(String name, McpClientTransport transport, ExecutorService threads) implements ServerLink {

    static HttpLink to(URI uri, Map<String, String> headers, Duration connectTimeout, int maxMessage) {
        check(uri);
        HttpRequest.Builder request = HttpRequest.newBuilder();
        headers.forEach(request::header);
        String server = uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        // Java 17 cannot close an HTTP client, which keeps its own threads until it is collected.
        ExecutorService threads = Executors.newCachedThreadPool(work -> Daemons.of("mcp-http", work));
        McpClientTransport transport = HttpClientStreamableHttpTransport.builder(server)
                .endpoint(endpoint(uri))
                .jsonMapper(McpJson.mapper())
                .customizeClient(client -> client.executor(threads))
                .requestBuilder(request)
                .connectTimeout(connectTimeout)
                .maxResponseSize(maxMessage)
                .build();
        return new HttpLink(server, transport, threads);
    }

    /** The address is not shown: it may hold a key. */
    private static void check(URI uri) {
        if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
            throw new IllegalArgumentException("An MCP server's address is http: or https: with a host");
        }
        if (uri.getUserInfo() != null) {
            throw new IllegalArgumentException("Give the name and password in a header, not in the address");
        }
    }

    private static String endpoint(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    @Override
    public void close() {
        transport.close();
        threads.shutdown();
    }
}
