package dev.lian4j.models.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.testing.process.Ended;
import dev.lian4j.testing.process.ProcessKiller;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers without end, against clients that have 64 MB. */
@Timeout(300)
class SmallHeapTest {

    @ParameterizedTest
    @EnumSource
    void noServerFillsTheMemory(Client client) {
        Ended ended = ProcessKiller.of(EndlessMain.class, client.name())
                .options("-Xmx64m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError")
                .run(Duration.ofMinutes(2));

        ended.out().forEach(line -> System.out.println("FIGURE -Xmx64m " + client + ", " + line));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).hasSize(7);
        assertThat(ended.out().subList(0, 6)).allMatch(line -> line.contains(": InvalidResponseException"));
        assertThat(ended.out().get(6)).startsWith("slow: the server had to wait");
    }
}
