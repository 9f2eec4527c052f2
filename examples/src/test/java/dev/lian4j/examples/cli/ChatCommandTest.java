package dev.lian4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCommandTest {

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws Exception {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private CliRun chat(String input, String... more) {
        Stream<String> fixed = Stream.of(
                "chat", "--model", "openai:m", "--base-url", server.url("/v1").toString());
        return CliRun.withInput(input, Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    private static MockResponse streaming(String... texts) {
        String events = Stream.of(texts)
                .map(text -> "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text + "\"}}]}\n\n")
                .collect(Collectors.joining());
        return new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body(events + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                        + "data: [DONE]\n\n")
                .build();
    }

    @Test
    void remembersEarlierTurns() throws Exception {
        server.enqueue(streaming("你也", "好啊"));
        server.enqueue(streaming("再见"));

        CliRun run = chat("你好啊\n再见\n");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("你也好啊\n再见\n");
        assertThat(server.takeRequest().getBody().utf8()).contains("\"stream\":true", "你好啊");
        assertThat(server.takeRequest().getBody().utf8()).contains("你好啊", "你也好啊", "再见");
    }

    @Test
    void forgetsTurnsBeyondTheWindow() throws Exception {
        server.enqueue(streaming("one"));
        server.enqueue(streaming("two"));
        server.enqueue(streaming("three"));

        chat("first\nsecond\nthird\n", "--memory", "window:1");

        server.takeRequest();
        server.takeRequest();
        assertThat(server.takeRequest().getBody().utf8()).contains("second").doesNotContain("first");
    }

    @Test
    void printsATurnAsALineOfJson() {
        server.enqueue(AskCommandTest.answering("hi"));

        CliRun run = chat("hello\n", "--json");

        assertThat(run.out().lines()).singleElement().asString().contains("\"role\":\"ai\"", "\"text\":\"hi\"");
    }

    @Test
    void aCutStreamFailsTheTurn() {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/event-stream")
                .body("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}\n\n")
                .build());

        CliRun run = chat("hello\n");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err().lines()).singleElement().asString().startsWith("lian: ");
    }

    @Test
    void anUnknownMemoryIsWrongUsage() {
        for (String kind : List.of("window:0", "window:x", "elephant")) {
            CliRun run = chat("", "--memory", kind);

            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("'" + kind + "' is none of buffer");
        }
    }

    @Test
    void aSummaryTakesThePlaceOfEarlierTurns() throws Exception {
        server.enqueue(streaming("one"));
        server.enqueue(AskCommandTest.answering("摘要"));
        server.enqueue(streaming("two"));
        server.enqueue(AskCommandTest.answering("摘要二"));

        CliRun run = chat("first\nsecond\n", "--memory", "summary");

        assertThat(run.out()).isEqualTo("one\ntwo\n");
        server.takeRequest();
        assertThat(server.takeRequest().getBody().utf8()).contains("first", "one");
        assertThat(server.takeRequest().getBody().utf8())
                .contains("摘要", "second")
                .doesNotContain("first");
    }

    @Test
    void goesOnWithASession(@TempDir Path folder) throws Exception {
        String session = folder.resolve("s.jsonl").toString();
        server.enqueue(streaming("你好"));
        server.enqueue(streaming("小王"));

        chat("我叫小王\n", "--session", session, "--memory", "tokens:1000");
        chat("我叫什么?\n", "--session", session, "--memory", "tokens:1000");

        server.takeRequest();
        assertThat(server.takeRequest().getBody().utf8()).contains("我叫小王", "你好", "我叫什么?");
        assertThat(Files.readAllLines(Path.of(session))).hasSize(2);
    }
}
