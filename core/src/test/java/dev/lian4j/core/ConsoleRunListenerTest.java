package dev.lian4j.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ConsoleRunListenerTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final RunListener listener = new ConsoleRunListener(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replaceAll("[0-9.]+ ms", "T");
    }

    @Test
    void printsTheTreeOfSteps() {
        Chain<String, Integer> length = Chain.of(String::length);

        length.named("长度").map(n -> n + 1).named("all").withListener(listener).invoke("你好\n啊");

        assertThat(printed()).isEqualTo("""
                ▶ all  你好 啊
                │ ▶ 长度  你好 啊
                │ ✔ 长度  T  4
                │ ▶ lambda  4
                │ ✔ lambda  T  5
                ✔ all  T  5
                """);
    }

    @Test
    void cutsLongTextsBetweenCharacters() {
        Chain.<String>identity().withListener(listener).invoke("🙂".repeat(200));

        assertThat(printed()).contains("🙂…").doesNotContain("\uFFFD", "?");
    }
}
