package dev.lian4j.core.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lian4j.core.error.ToolException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.tool.Tool;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our client with servers that others have written, from npm. */
@Timeout(300)
class RealServerTest {

    @BeforeAll
    static void hasNpx() {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "npx"))),
                "npx is not on the PATH, so no server from npm is tried");
    }

    private static McpTools open(String... command) {
        McpTools tools = null;
        try {
            tools = McpTools.builder(Stream.concat(Stream.of("npx", "-y"), Stream.of(command))
                            .toList())
                    .inheritEnvironment()
                    .startTimeout(Duration.ofMinutes(2))
                    .open();
        } catch (ToolException e) {
            assumeTrue(false, "npm does not give the server: " + e.getMessage());
        }
        return tools;
    }

    @Test
    void worksWithServerEverything() {
        try (McpTools tools = open("@modelcontextprotocol/server-everything")) {
            Tool echo = TestTool.named(tools.tools(), "echo");
            assertThat(echo.invoke(new ToolCall("c", "echo", "{\"message\":\"你好 😀\"}"))
                            .text())
                    .contains(tools.serverName(), "你好 😀");
            assertThat(echo.invoke(new ToolCall("c", "echo", "{}")).error()).isTrue();
        }
    }

    @Test
    void worksWithServerFilesystem(@TempDir Path folder) throws Exception {
        Path real = folder.toRealPath();
        Files.writeString(real.resolve("笔记.txt"), "第一行\n第二行");
        try (McpTools tools = open("@modelcontextprotocol/server-filesystem", real.toString())) {
            Tool read = TestTool.named(tools.tools(), "read_text_file");
            String path = real.resolve("笔记.txt").toString();
            assertThat(read.invoke(new ToolCall("c", "read_text_file", McpJson.write(Map.of("path", path))))
                            .text())
                    .endsWith("第一行\n第二行");
            String outside = McpJson.write(Map.of("path", "/etc/passwd"));
            assertThat(read.invoke(new ToolCall("c", "read_text_file", outside)))
                    .matches(result -> result.error())
                    .extracting(result -> result.text())
                    .asString()
                    .contains("denied");
        }
    }
}
