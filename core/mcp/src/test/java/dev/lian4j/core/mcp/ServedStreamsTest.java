package dev.lian4j.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our server and a client that writes its lines by hand. */
@Timeout(60)
class ServedStreamsTest {

    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final PipedOutputStream fromServer = new PipedOutputStream();

    private McpToolServer server;
    private BufferedReader replies;

    @BeforeEach
    void start() throws IOException {
        replies = new BufferedReader(
                new InputStreamReader(new PipedInputStream(fromServer, 1 << 16), StandardCharsets.UTF_8));
        List<TestTool> tools = List.of(TestTool.of("echo", arguments -> arguments), TestTool.of("hang", this::hang));
        server = McpToolServer.builder(tools).streams(new PipedInputStream(toServer, 1 << 16), fromServer);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private String hang(String arguments) {
        hanging.countDown();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
        }
        return "";
    }

    private void send(String line) throws IOException {
        toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toServer.flush();
    }

    private void request(int id, String method, String params) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
    }

    private void initialize() throws IOException {
        request(
                0,
                "initialize",
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}");
        assertThat(replies.readLine()).contains("\"id\":0", "\"protocolVersion\":\"2025-06-18\"");
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    private static String call(String tool) {
        return "{\"name\":\"" + tool + "\",\"arguments\":{\"text\":\"汉字\"}}";
    }

    @Test
    void answersALineThatIsNoMessageAndGoesOn() throws IOException {
        initialize();
        send("这不是 JSON");
        assertThat(replies.readLine()).contains("-32700");
        send("[1, 2]");
        assertThat(replies.readLine()).contains("-32700");
        request(1, "tools/call", call("echo"));
        assertThat(replies.readLine()).contains("\"id\":1", "汉字");
    }

    @Test
    void refusesWhatItDoesNotOffer() throws IOException {
        initialize();
        request(1, "tools/call", call("other"));
        assertThat(replies.readLine()).contains("\"id\":1", "\"error\"", "other");
        request(2, "resources/list", "{}");
        assertThat(replies.readLine()).contains("\"id\":2", "-32601");
    }

    @Test
    void stopsACallThatTheClientCancels() throws Exception {
        initialize();
        request(7, "tools/call", call("hang"));
        hanging.await();
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
        interrupted.await();

        assertThat(replies.readLine()).contains("\"id\":7", "cancelled", "\"isError\":true");
    }

    @Test
    void stopsItsCallsWhenTheClientLeaves() throws Exception {
        initialize();
        request(7, "tools/call", call("hang"));
        hanging.await();
        toServer.close();

        assertThat(interrupted).satisfies(CountDownLatch::await);
        server.awaitEnd();
    }
}
