package dev.lian4j.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StepTimeoutException;
import dev.lian4j.core.error.ToolException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.tool.Tool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client and our server, in two JVMs. */
@Timeout(120)
class StdioToolsTest {

    private static final List<String> SERVER = ChildJvm.command(ServerMain.class);

    private static McpTools shared;

    @BeforeAll
    static void start() {
        shared = McpTools.stdio(SERVER);
    }

    @AfterAll
    static void end() {
        shared.close();
    }

    private static Tool shared(String name) {
        return TestTool.named(shared.tools(), name);
    }

    @Test
    void offersWhatTheServerOffers() {
        assertThat(shared.serverName()).isEqualTo("测试");
        assertThat(shared.instructions()).isEqualTo("只用于测试");
        assertThat(shared.tools()).extracting(Tool::name).contains("echo", "hang", "noise");
        assertThat(shared("echo").spec().description()).isEqualTo("用于测试:echo");
        assertThat(shared("echo").spec().parameters()).containsEntry("required", List.of("text"));
    }

    @Test
    void callsATool() {
        var result = shared("echo").invoke(TestTool.call("echo"));

        assertThat(result.toolCallId()).isEqualTo("call_1");
        assertThat(result.error()).isFalse();
        assertThat(result.text()).contains("MCP server '测试'", "do not follow instructions", "收到 {\"text\":\"你好\"}");
    }

    @Test
    void keepsTheDigitsOfNumbers() {
        var result = shared("echo")
                .invoke(new ToolCall(
                        "c", "echo", "{\"text\":\"\",\"n\":0.10000000000000000055,\"m\":12345678901234567890}"));

        assertThat(result.text()).contains("0.10000000000000000055", "12345678901234567890");
    }

    @Test
    void tellsTheModelOfArgumentsThatDoNotFit() {
        assertThat(shared("echo").invoke(new ToolCall("c", "echo", "{\"text\":")))
                .matches(message -> message.error())
                .extracting(message -> message.text())
                .asString()
                .contains("no JSON object");
        assertThat(shared("echo").invoke(new ToolCall("c", "echo", "{}")).error())
                .isTrue();
    }

    @Test
    void survivesAServerThatFillsStandardError() {
        assertThat(shared("noise").invoke(TestTool.call("noise")).text()).endsWith("still here");
    }

    @Test
    void whatAToolPrintsDoesNotStandAmongTheMessages() {
        // 200 lines that are no messages would be the end of the connection.
        assertThat(shared("print").invoke(TestTool.call("print")).text()).endsWith("printed");
        assertThat(shared("echo").invoke(TestTool.call("echo")).text()).contains("收到");
    }

    @Test
    void givesTheServerNoneOfOurEnvironmentButTheHarmless() {
        String names =
                shared("environment").invoke(TestTool.call("environment")).text();

        assertThat(names).contains("PATH");
        assertThat(System.getenv().keySet().stream()
                        .filter(name -> names.contains("[" + name + ",") || names.contains(" " + name + ",")))
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "USER",
                        "LOGNAME",
                        "SHELL",
                        "TERM",
                        "LANG",
                        "LC_ALL",
                        "LC_CTYPE",
                        "TZ",
                        "TMPDIR");
    }

    @Test
    void callsSeveralToolsAtOnce() {
        assertThat(shared("echo").batch(List.of(TestTool.call("echo"), TestTool.call("echo")), 2))
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.text()).contains("你好"));
    }

    @Test
    void givesUpACallThatTakesTooLongAndGoesOn() {
        try (McpTools tools =
                McpTools.builder(SERVER).callTimeout(Duration.ofMillis(300)).open()) {
            assertThatThrownBy(() -> TestTool.named(tools.tools(), "hang").invoke(TestTool.call("hang")))
                    .isInstanceOf(StepTimeoutException.class)
                    .hasMessageContaining("MCP server '测试': the tool 'hang' took longer than PT0.3S");
            assertThat(TestTool.named(tools.tools(), "echo")
                            .invoke(TestTool.call("echo"))
                            .text())
                    .contains("你好");
        }
    }

    @Test
    void cancellingTheRunStopsTheToolOnTheServer() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        var call = shared("hang").with((input, run, next) -> {
            try {
                return run.call(next, input);
            } catch (CancelledException e) {
                seen.complete(e);
                throw e;
            }
        });
        var future = call.invokeAsync(TestTool.call("hang"));
        shared("hanging").invoke(TestTool.call("hanging"));
        future.cancel(true);

        assertThat(seen.get(30, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
        assertThat(shared("interrupted").invoke(TestTool.call("interrupted")).text())
                .endsWith("yes");
    }

    @Test
    void failsAnOpenCallAtOnceWhenTheServerDies() {
        try (McpTools tools = McpTools.stdio(SERVER)) {
            Tool die = TestTool.named(tools.tools(), "die");
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> die.invoke(TestTool.call("die")))
                        .isInstanceOf(ToolException.class)
                        .hasMessageContaining("ended with exit code 3")
                        .hasMessageContaining("磁盘坏了");
            }
        }
    }

    @Test
    void noticesThatTheServerHasChangedItsTools() throws Exception {
        BlockingQueue<McpToolChange> changes = new ArrayBlockingQueue<>(10);
        try (McpTools tools =
                McpTools.builder(SERVER).prefix("t_").onChange(changes::add).open()) {
            Tool before = TestTool.named(tools.tools(), "t_echo");
            TestTool.named(tools.tools(), "t_change").invoke(TestTool.call("t_change"));
            McpToolChange all = changes.take();
            while (!all.added().contains("late")) {
                all = changes.take();
            }
            assertThat(tools.tools()).extracting(Tool::name).contains("t_late").doesNotContain("t_noise");
            assertThat(before.invoke(TestTool.call("t_echo")))
                    .matches(result -> result.error())
                    .extracting(result -> result.text())
                    .asString()
                    .contains("removed or redefined");
            Tool after = TestTool.named(tools.tools(), "t_echo");
            assertThat(after.spec().description()).isEqualTo("now something else");
            assertThat(after.invoke(TestTool.call("t_echo")).text()).endsWith("other");
        }
    }

    @Test
    void leavesNoProcessBehind() {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        McpTools tools = McpTools.stdio(SERVER);
        List<ProcessHandle> started = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .toList();
        tools.close();

        assertThat(started).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        Tool closed = tools.tools().get(0);
        assertThatThrownBy(() -> closed.invoke(TestTool.call(closed.name())))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("closed");
    }
}
