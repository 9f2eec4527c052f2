package dev.lian4j.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.ToolException;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.tool.Tool;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that are none, die, or answer nonsense. */
@Timeout(120)
class BrokenServersTest {

    private static McpToolsBuilder server(String mode) {
        return McpTools.builder(ChildJvm.command(FakeServerMain.class, mode));
    }

    private static ToolMessage result(McpToolsBuilder server) {
        try (McpTools tools = server.open()) {
            return TestTool.named(tools.tools(), "plain").invoke(TestTool.call("plain"));
        }
    }

    @Test
    void saysThatAProgramIsNotThere() {
        List<String> command = List.of("no-such-program-lian4j", "--key", "geheim");
        assertThatThrownBy(() -> McpTools.stdio(command))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("no-such-program-lian4j")
                .hasMessageContaining("PATH")
                .hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> McpTools.stdio(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsTheLastWordsOfAServerThatEndsAtOnce() {
        assertThatThrownBy(() -> server("exits").open())
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("ended with exit code 0")
                .hasMessageContaining("缺少配置");
    }

    @Test
    void givesUpAServerThatWritesOnlyGarbage() {
        assertThatThrownBy(() -> server("garbage").open())
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("no message of the protocol")
                .hasMessageContaining("这不是协议");
    }

    @Test
    void givesUpAServerThatNeverAnswers() {
        assertThatThrownBy(() ->
                        server("silent").startTimeout(Duration.ofMillis(500)).open())
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("took longer than PT0.5S");
    }

    @Test
    void bearsALineOfLogOnStandardOutput() {
        assertThat(result(server("chatty").marked(false)).text()).isEqualTo("好");
    }

    @Test
    void cutsAResultThatIsTooLongAndSaysSo() {
        assertThat(result(server("huge").marked(false).maxResult(10)).text())
                .isEqualTo("大".repeat(10) + "\n[cut here: the result has 400000 characters]");
    }

    @Test
    void cutsOffAServerWhoseMessageIsTooLong() {
        assertThatThrownBy(() -> result(server("huge").maxMessage(100_000)))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("more than 100000 bytes");
    }

    @Test
    void saysThatAnAnswerHasTheWrongShape() {
        assertThatThrownBy(() -> result(server("wrong")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("MCP server 'fake': the tool 'plain' failed");
    }

    @Test
    void tellsWhyACallWasRefused() {
        assertThatThrownBy(() -> result(server("refuses")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("was refused: 没有这个城市");
    }

    @Test
    void namesContentThatIsNoText() {
        ToolMessage result = result(server("kinds").marked(false));

        assertThat(result.error()).isTrue();
        assertThat(result.text())
                .isEqualTo("[an image, image/png, not shown]\n[file:///a.txt]\n文本\n[resource b: file:///b]");
    }

    @Test
    void showsStructureWhereThereIsNoText() {
        assertThat(result(server("structured").marked(false)).text()).isEqualTo("{\"度数\":0.10}");
    }

    @Test
    void givesNamesThatModelsTake() {
        try (McpTools tools = server("names").open()) {
            assertThat(tools.tools())
                    .extracting(Tool::name)
                    .hasSize(4)
                    .doesNotHaveDuplicates()
                    .contains("plain")
                    .allMatch(name -> name.matches("[A-Za-z0-9_-]{1,64}"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"environment", "inheritEnvironment", "directory"})
    void refusesSettingsOfTheOtherKind(String setting) {
        McpToolsBuilder http = McpTools.builder(java.net.URI.create("http://localhost:1/mcp"));
        assertThatThrownBy(() -> {
                    switch (setting) {
                        case "environment" -> http.environment("a", "b");
                        case "directory" -> http.directory(java.nio.file.Path.of("."));
                        default -> http.inheritEnvironment();
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }
}
