package dev.lian4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands parse, translate, agent and trace. */
class ToolCommandsTest {

    private final MockWebServer server = new MockWebServer();

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json|Sure! ```json\\n{a: 1, 'b': [2,],}\\n```|{\"a\":1,\"b\":[2]}",
                "list|红, 绿 , 蓝|[\"红\",\"绿\",\"蓝\"]",
                "numbered|1. a\\n2. b|[\"a\",\"b\"]",
                "bullets|- a\\n- b|[\"a\",\"b\"]",
                "lines|a\\nb|[\"a\",\"b\"]",
                "boolean|Yes.|true",
                "enum:赞成,反对|“反对”。|\"反对\"",
                "datetime:yyyy-MM-dd HH:mm|2026-11-24 09:30|\"2026-11-24T09:30\"",
                "xml|<a><b>1</b></a>|{\"a\":[{\"b\":\"1\"}]}",
                "yaml|a: 1\\nb: x|{\"a\":1,\"b\":\"x\"}",
                "regex:(\\d+) (.+)|12 个|{\"1\":\"12\",\"2\":\"个\"}"
            })
    void parsesAModelsText(String parser, String text, String expected) {
        CliRun run = CliRun.withInput(text.replace("\\n", "\n"), "parse", "--parser", parser);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().strip()).isEqualTo(expected);
    }

    @Test
    void tellsWhatDoesNotFit() throws IOException {
        assertThat(CliRun.withInput("x", "parse", "--parser", "nothing").exit()).isEqualTo(2);
        assertThat(CliRun.withInput("maybe", "parse", "--parser", "boolean").exit())
                .isEqualTo(1);
        Path schema = Files.writeString(
                folder.resolve("s.json"),
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}");
        CliRun wrong = CliRun.withInput("{\"n\": \"x\"}", "parse", "--parser", "json", "--schema", schema.toString());
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).contains("n");
        CliRun right = CliRun.withInput("so: {\"n\": 3}", "parse", "--parser", "json", "--schema", schema.toString());
        assertThat(right.out().strip()).isEqualTo("{\"n\":3}");
    }

    @Test
    void translatesDocuments() throws Exception {
        server.enqueue(AskCommandTest.answering("Hello"));
        Path file = Files.writeString(folder.resolve("a.txt"), "你好");

        CliRun run = CliRun.lian(
                "translate", "--to", "English", "--json", "--model", "openai:m", "--base-url", url(), file.toString());

        assertThat(run.out()).contains("\"text\":\"Hello\"", "\"language\":\"English\"", "a.txt");
        assertThat(server.takeRequest().getBody().utf8()).contains("你好");
    }

    private String url() {
        return server.url("/v1").toString();
    }

    @Test
    void anAgentCallsItsToolsAndItsRunIsTraced() throws IOException {
        server.enqueue(
                json(
                        "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c1\",\"type\":"
                                + "\"function\",\"function\":{\"name\":\"calculator\",\"arguments\":\"{\\\"expression\\\": \\\"27*8\\\"}\"}}]},"
                                + "\"finish_reason\":\"tool_calls\"}],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":5}}"));
        server.enqueue(AskCommandTest.answering("216 </script> 小时"));
        Path trace = folder.resolve("run.jsonl");

        CliRun run = CliRun.lian(
                "agent",
                "--tools",
                "calculator,clock",
                "--trace",
                trace.toString(),
                "--json",
                "--model",
                "openai:m",
                "--base-url",
                url(),
                "27*8?");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "{\"step\":1,\"tool\":\"calculator\",\"input\":\"{\\\"expression\\\": \\\"27*8\\\"}\",\"output\":\"216\"}")
                .contains("\"answer\":\"216 </script> 小时\"");

        CliRun tree = CliRun.lian("trace", trace.toString());
        assertThat(tree.out()).startsWith("✔ AgentExecutor").contains("│ ", "calculator (tool)", "11+5 tokens", "216");
        Path page = folder.resolve("run.html");
        assertThat(CliRun.lian("trace", trace.toString(), "--html", page.toString())
                        .exit())
                .isZero();
        assertThat(Files.readString(page))
                .contains("216 \\u003c/script> 小时")
                .doesNotContain("/*SPANS*/")
                .doesNotContain("src=", "href=");
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    @Test
    void aTraceThatWasCutIsShownAsFarAsItGoes() throws IOException {
        Path trace = Files.writeString(
                folder.resolve("cut.jsonl"),
                "{\"event\":\"start\",\"run\":\"r\",\"step\":1,\"parent\":0,\"at\":\"2026-11-24T00:00:00Z\",\"name\":\"qa\",\"kind\":\"chain\"}\n{\"ev");
        CliRun run = CliRun.lian("trace", trace.toString());
        assertThat(run.out()).isEqualTo("… qa  not ended  null\n");
        assertThat(run.err()).contains("line 2: no JSON");
    }

    @Test
    void anUnknownToolOrProviderIsTold() {
        CliRun tool = CliRun.lian("agent", "--tools", "shell", "--model", "openai:m", "--base-url", url(), "x");
        assertThat(tool.exit()).isEqualTo(1);
        assertThat(tool.err()).contains("Unknown tool 'shell'", "calculator");
        CliRun provider = CliRun.lian("agent", "--tools", "clock", "--model", "nobody:m", "x");
        assertThat(provider.exit()).isEqualTo(2);
        assertThat(provider.err()).contains("deepseek", "llama-server");
    }
}
