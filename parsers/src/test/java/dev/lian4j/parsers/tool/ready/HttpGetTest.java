package dev.lian4j.parsers.tool.ready;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.tool.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpGetTest {

    private static final String HOST = "127.0.0.1";

    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://" + HOST + ":" + server.getAddress().getPort();
        page("/page", 200, "text/html; charset=utf-8", "<p>你好</p>".getBytes(StandardCharsets.UTF_8), "");
        page("/gone", 404, "text/plain", new byte[0], "");
        page("/picture", 200, "image/png", new byte[10], "");
        page("/large", 200, "text/plain", new byte[(1 << 20) + 1], "");
        page("/moved", 302, "text/plain", new byte[0], "/page");
        page("/away", 302, "text/plain", new byte[0], "http://localhost:1/secret");
        page("/round", 302, "text/plain", new byte[0], "/round");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void page(String path, int status, String type, byte[] body, String location) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Content-Type", type);
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private static String get(Tool tool, String url) {
        ToolMessage result = call(tool, url);
        assertThat(result.error()).isFalse();
        return result.text();
    }

    private static ToolMessage call(Tool tool, String url) {
        return tool.invoke(new ToolCall("1", "http_get", "{\"url\": \"" + url + "\"}"));
    }

    @Test
    void aTextIsGotAlsoBehindARedirect() {
        Tool tool = HttpGet.ofOwn(Set.of(HOST));

        assertThat(get(tool, base + "/page")).isEqualTo("<p>你好</p>");
        assertThat(get(tool, base + "/moved")).isEqualTo("<p>你好</p>");
        assertThat(tool.spec().description()).contains(HOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gone", "/picture", "/large", "/away", "/round"})
    void whatIsNoTextOfTheHostIsAnError(String path) {
        ToolMessage result = call(HttpGet.ofOwn(Set.of(HOST)), base + path);

        assertThat(result.error()).isTrue();
        assertThat(result.text()).doesNotContain("你好");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.com/", "file:///etc/passwd", "http://user@127.0.0.1/", "no address"})
    void otherHostsAndSchemesAreRefused(String url) {
        assertThat(call(HttpGet.ofOwn(Set.of(HOST)), url).error()).isTrue();
    }

    @Test
    void privateAddressesAreRefusedEvenUnderAllowedNames() {
        Tool tool = HttpGet.of(Set.of(HOST, "localhost"));

        ToolMessage result = call(tool, base + "/page");

        assertThat(result.error()).isTrue();
        assertThat(result.text()).contains("not a public address");
    }
}
