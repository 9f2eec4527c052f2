package dev.lian4j.core.mcp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.lian4j.core.error.ToolException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Web servers that are no MCP servers. */
@Timeout(60)
class BrokenHttpServersTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private McpToolsBuilder client(HttpHandler handler) {
        server.createContext("/mcp", handler);
        int port = server.getAddress().getPort();
        return McpTools.builder(URI.create("http://127.0.0.1:" + port + "/mcp"))
                .header("Authorization", "Bearer geheim")
                .startTimeout(Duration.ofSeconds(5));
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void aPageIsNoReply() {
        var client = client(exchange -> answer(exchange, 200, "text/html", "<h1>网页</h1>"));
        assertThatThrownBy(client::open).isInstanceOf(ToolException.class).hasMessageNotContaining("geheim");
    }

    @Test
    void brokenJsonIsNoReply() {
        var client = client(exchange -> answer(exchange, 200, "application/json", "{\"jsonrpc\":"));
        assertThatThrownBy(client::open).isInstanceOf(ToolException.class);
    }

    @Test
    void anEventStreamOfGarbageIsNoReply() {
        var client = client(exchange -> answer(exchange, 200, "text/event-stream", "data: 垃圾\n\n"));
        assertThatThrownBy(client::open).isInstanceOf(ToolException.class);
    }

    @Test
    void saysThatItMayNotEnter() {
        var client = client(exchange -> answer(exchange, 401, "application/json", "{}"));
        assertThatThrownBy(client::open)
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("header(\"Authorization\"")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void followsNoRedirect() {
        var client = client(exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
            answer(exchange, 307, "text/plain", "");
        });
        assertThatThrownBy(client::open).isInstanceOf(ToolException.class).hasMessageNotContaining("elsewhere");
    }

    @Test
    void givesUpAServerThatNeverAnswers() {
        var client = client(exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        client.startTimeout(Duration.ofMillis(500));
        assertThatThrownBy(client::open)
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("took longer than PT0.5S");
    }
}
