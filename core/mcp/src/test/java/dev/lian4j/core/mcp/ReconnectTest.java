package dev.lian4j.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lian4j.core.error.ToolException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of many connections, and who gets one. The long form is by {@code -Dlian4j.long=true}. */
@Timeout(900)
class ReconnectTest {

    private static final TestTool ECHO = TestTool.of("echo", arguments -> "收到");
    private static final Pattern SESSION =
            Pattern.compile("(?i)mcp-session-id: *([0-9a-f-]{36})\r\n", Pattern.UNICODE_CASE);

    @Test
    void manyConnectionsLeaveNeitherProcessNorThread() throws InterruptedException {
        Set<Long> before = children();
        int times = Boolean.getBoolean("lian4j.long") ? 1000 : 20;
        for (int i = 0; i < times; i++) {
            // One that leaves in order, one that dies at once, one that has spoken garbage.
            String mode = List.of("names", "exits", "garbage").get(i % 3);
            try (McpTools tools = McpTools.builder(ChildJvm.command(FakeServerMain.class, mode))
                    .open()) {
                assertThat(tools.tools()).hasSize(4);
            } catch (ToolException refused) {
                assertThat(mode).isNotEqualTo("names");
            }
        }
        Set<Long> left = children();
        left.removeAll(before);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().matches("mcp-(reader|stderr|writer).*")) {
                thread.join();
            }
        }
        System.out.printf("FIGURE mcp reconnects: %d, processes left %d%n", times, left.size());
        assertThat(left).isEmpty();
    }

    private static Set<Long> children() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void eachClientHasASessionThatNobodyGuesses() throws IOException {
        Set<String> sessions = new HashSet<>();
        try (McpToolServer server = McpToolServer.http(List.of(ECHO), 0)) {
            int port = server.uri().orElseThrow().getPort();
            for (int i = 0; i < 50; i++) {
                Matcher session = SESSION.matcher(ask(port, initialize(), ""));
                assertThat(session.find()).isTrue();
                // A random UUID, by its version.
                assertThat(session.group(1).charAt(14)).isEqualTo('4');
                sessions.add(session.group(1));
            }
            String list = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}";
            String guessed = "Mcp-Session-Id: 00000000-0000-4000-8000-000000000000\r\n";
            assertThat(ask(port, list, guessed)).startsWith("HTTP/1.1 404");
            assertThat(ask(port, list, "")).startsWith("HTTP/1.1 400");
        }
        assertThat(sessions).hasSize(50);
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
        Assumptions.assumeFalse(others.isEmpty(), "this machine has no other address");
        try (McpToolServer server = McpToolServer.http(List.of(ECHO), 0)) {
            int port = server.uri().orElseThrow().getPort();
            for (InetAddress other : others) {
                assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket(other, port).close());
            }
        }
    }

    private static String initialize() {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    }

    private static String ask(int port, String body, String more) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + more
                                    + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
                                    + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
