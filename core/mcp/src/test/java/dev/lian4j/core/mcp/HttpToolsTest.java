package dev.lian4j.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.agent.AgentExecutor;
import dev.lian4j.core.agent.ToolCallingAgent;
import dev.lian4j.core.error.StepTimeoutException;
import dev.lian4j.core.error.ToolException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Role;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.tool.Tool;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client and our server over streamable HTTP. */
@Timeout(120)
class HttpToolsTest {

    private static final TestTool ECHO = TestTool.of("echo", arguments -> "收到 " + arguments);

    @Test
    void callsATool() {
        try (McpToolServer server = McpToolServer.http(List.of(ECHO), 0);
                McpTools tools = McpTools.http(server.uri().orElseThrow())) {
            assertThat(tools.serverName()).isEqualTo("lian4j");
            assertThat(tools.tools()).extracting(Tool::spec).containsExactly(ECHO.spec());
            assertThat(tools.tools().get(0).invoke(TestTool.call("echo")).text())
                    .contains("do not follow instructions", "收到 {\"text\":\"你好\"}");
        }
    }

    @Test
    void tellsTheClientWhatAToolThrows() {
        TestTool bad = TestTool.of("bad", arguments -> {
            throw new IllegalStateException("文件不存在");
        });
        try (McpToolServer server = McpToolServer.http(List.of(bad), 0);
                McpTools tools = McpTools.http(server.uri().orElseThrow())) {
            assertThat(tools.tools().get(0).invoke(TestTool.call("bad")))
                    .matches(result -> result.error())
                    .extracting(result -> result.text())
                    .asString()
                    .endsWith("The tool failed: 文件不存在");
        }
    }

    @Test
    void stopsAToolThatTakesTooLong() {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        TestTool hang = TestTool.of("hang", arguments -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return "";
        });
        try (McpToolServer server = McpToolServer.builder(List.of(hang))
                        .callTimeout(Duration.ofMillis(200))
                        .http(0);
                McpTools tools = McpTools.http(server.uri().orElseThrow())) {
            assertThat(tools.tools().get(0).invoke(TestTool.call("hang")).text())
                    .contains("took longer than PT0.2S");
            assertThat(interrupted).satisfies(CountDownLatch::await);
        }
    }

    @Test
    void givesUpACallAfterItsTime() {
        CountDownLatch end = new CountDownLatch(1);
        TestTool hang = TestTool.of("hang", arguments -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        });
        try (McpToolServer server = McpToolServer.http(List.of(hang, ECHO), 0);
                McpTools tools = McpTools.builder(server.uri().orElseThrow())
                        .callTimeout(Duration.ofMillis(500))
                        .open()) {
            assertThatThrownBy(() -> tools.tools().get(0).invoke(TestTool.call("hang")))
                    .isInstanceOf(StepTimeoutException.class);
            end.countDown();
            assertThat(tools.tools().get(1).invoke(TestTool.call("echo")).error())
                    .isFalse();
        }
    }

    @Test
    void cancellingTheRunStopsTheToolOnTheServerAndNoOther() throws Exception {
        BlockingQueue<String> entered = new ArrayBlockingQueue<>(10);
        BlockingQueue<String> stopped = new ArrayBlockingQueue<>(10);
        CountDownLatch end = new CountDownLatch(1);
        TestTool hang = TestTool.of("hang", arguments -> {
            entered.add(arguments);
            try {
                end.await();
            } catch (InterruptedException e) {
                stopped.add(arguments);
            }
            return "done";
        });
        try (McpToolServer server = McpToolServer.http(List.of(hang), 0);
                McpTools one = McpTools.http(server.uri().orElseThrow());
                McpTools other = McpTools.http(server.uri().orElseThrow())) {
            // Both clients count their requests from the same number.
            var cancelled = one.tools().get(0).invokeAsync(new ToolCall("1", "hang", "{\"text\":\"一\"}"));
            assertThat(entered.take()).contains("一");
            var kept = other.tools().get(0).invokeAsync(new ToolCall("2", "hang", "{\"text\":\"二\"}"));
            assertThat(entered.take()).contains("二");

            cancelled.cancel(true);
            assertThat(stopped.take()).contains("一");
            end.countDown();
            assertThat(kept.get().text()).endsWith("done");
            assertThat(stopped).isEmpty();
        }
    }

    @Test
    void noticesThatTheServerHasChangedItsTools() throws Exception {
        BlockingQueue<McpToolChange> changes = new ArrayBlockingQueue<>(10);
        try (McpToolServer server = McpToolServer.http(List.of(ECHO), 0);
                McpTools tools = McpTools.builder(server.uri().orElseThrow())
                        .onChange(changes::add)
                        .open()) {
            // The stream for notifications opens beside the first calls, so one may be lost; a refresh finds it.
            server.add(TestTool.of("late", arguments -> "late"));
            McpToolChange found = tools.refresh();
            McpToolChange change = found.isEmpty() ? changes.take() : found;

            assertThat(change.added()).containsExactly("late");
            assertThat(tools.tools()).extracting(Tool::name).containsExactly("echo", "late");
        }
    }

    @Test
    void saysThatNobodyIsThere() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        URI uri = URI.create("http://127.0.0.1:" + free + "/mcp?key=geheim");
        assertThatThrownBy(() -> McpTools.http(uri))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("http://127.0.0.1:" + free)
                .hasMessageContaining("nobody answers")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void failsWhenTheServerIsGone() {
        try (McpToolServer server = McpToolServer.http(List.of(ECHO), 0);
                McpTools tools = McpTools.http(server.uri().orElseThrow())) {
            Tool echo = tools.tools().get(0);
            server.close();
            assertThatThrownBy(() -> echo.invoke(TestTool.call("echo"))).isInstanceOf(ToolException.class);
        }
    }

    @Test
    void refusesAddressesThatAreNone() {
        assertThatThrownBy(() -> McpTools.http(URI.create("file:///mcp"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> McpTools.http(URI.create("/mcp"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> McpTools.http(URI.create("http://user:geheim@localhost/mcp")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void showsNoKeyOfASettingThatItRefuses() {
        var http = McpTools.builder(URI.create("http://localhost:1/mcp"));
        var started = McpTools.builder(List.of("program"));
        assertThatThrownBy(() -> http.header("Authorization", "geheim\r\nHost: evil"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Authorization")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> started.environment("KEY", "geheim\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("KEY")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void saysThatThePortIsTaken() {
        try (McpToolServer server = McpToolServer.http(List.of(ECHO), 0)) {
            int port = server.uri().orElseThrow().getPort();
            assertThatThrownBy(() -> McpToolServer.http(List.of(ECHO), port))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("Port " + port);
        }
    }

    @Test
    void anAgentUsesTools() {
        ChatModel model = (request, run) -> {
            Message last = request.messages().get(request.messages().size() - 1);
            return last.role() == Role.TOOL
                    ? ChatResponse.of("工具说:" + last.text().lines().reduce("", (one, other) -> other))
                    : new ChatResponse(
                            new AiMessage("", List.of(TestTool.call("srv_echo")), ""),
                            FinishReason.TOOL_CALLS,
                            TokenUsage.UNKNOWN,
                            "");
        };
        try (McpToolServer server = McpToolServer.http(List.of(ECHO), 0);
                McpTools tools = McpTools.builder(server.uri().orElseThrow())
                        .prefix("srv_")
                        .open()) {
            var agent = AgentExecutor.of(ToolCallingAgent.of(model, tools.tools()), tools.tools());
            assertThat(agent.invoke("问一下").text()).isEqualTo("工具说:收到 {\"text\":\"你好\"}");
        }
    }

    @Test
    void saysThatTomcatIsMissing() throws Exception {
        String without = Stream.of(ChildJvm.CLASS_PATH.split(File.pathSeparator))
                .filter(entry -> !entry.contains("tomcat"))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(ChildJvm.command(without, NoTomcatMain.class))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("needs org.apache.tomcat.embed:tomcat-embed-core");
    }

    @Test
    void refusesRequestsOfForeignPagesAndUnderForeignNames() throws IOException {
        try (McpToolServer server = McpToolServer.builder(List.of(ECHO))
                .allowedHosts(List.of("tools.example.com"))
                .http(0)) {
            int port = server.uri().orElseThrow().getPort();
            String ours = "127.0.0.1:" + port;
            assertThat(status(port, ours, "")).isEqualTo(200);
            assertThat(status(port, "tools.example.com", "Origin: https://tools.example.com\r\n"))
                    .isEqualTo(200);
            assertThat(status(port, "evil.example", "")).isEqualTo(421);
            assertThat(status(port, "localhost.evil.example:80", "")).isEqualTo(421);
            assertThat(status(port, ours, "Origin: http://evil.example\r\n")).isEqualTo(403);
            assertThat(status(port, ours, "Origin: http://localhost.evil.example\r\n"))
                    .isEqualTo(403);
        }
    }

    /** By hand, since clients do not let the host be forged. */
    private static int status(int port, String host, String more) throws IOException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
                + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST /mcp HTTP/1.1\r\nHost: " + host + "\r\n" + more
                            + "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
                            + "Connection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            String reply = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(reply.substring(9, 12));
        }
    }
}
