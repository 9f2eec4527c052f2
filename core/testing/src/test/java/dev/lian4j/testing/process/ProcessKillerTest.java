package dev.lian4j.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ProcessKillerTest {

    @Test
    void tellsHowAProcessEnded() {
        Ended ended = ProcessKiller.of(Counter.class, "end", "3").run(Duration.ofMinutes(1));
        assertThat(ended).isEqualTo(new Ended(7, false, java.util.List.of("第 1", "第 2", "第 3"), "结束\n"));
    }

    @Test
    void killsAfterALineAndNoHookRuns(@TempDir Path folder) {
        Path hook = folder.resolve("hook");
        Ended ended =
                ProcessKiller.of(Counter.class, hook.toString(), "1000000000").killAfterLine("第 5"::equals);
        assertThat(ended.killed()).isTrue();
        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.out()).contains("第 5");
        assertThat(hook).doesNotExist();
    }

    @Test
    void killsAtAMomentByChance() {
        Random random = Seeds.random("killsAtAMomentByChance");
        Ended ended = ProcessKiller.of(Counter.class, "end", "1000000000").killWithin(Duration.ofMillis(50), random);
        assertThat(ended.killed()).isTrue();
        assertThat(ended.out()).startsWith("第 1");
    }

    @Test
    void takesOptionsAndKillsWhatHangs() {
        Ended ended =
                ProcessKiller.of(Counter.class, "hang").options("-Dwhat=ok").run(Duration.ofSeconds(3));
        assertThat(ended.killed()).isTrue();
        Ended missing = ProcessKiller.of(Counter.class).classPath("none").run(Duration.ofMinutes(1));
        assertThat(missing.killed()).isFalse();
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("ClassNotFoundException");
    }

    /** Counts aloud. */
    static final class Counter {

        public static void main(String[] args) throws Exception {
            if (args[0].equals("hang")) {
                new java.util.concurrent.CountDownLatch(1).await();
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> write(args[0])));
            for (int i = 1; i <= Integer.parseInt(args[1]); i++) {
                System.out.println("第 " + i);
            }
            System.err.println("结束");
            Runtime.getRuntime().halt(7);
        }

        private static void write(String file) {
            try {
                Files.writeString(Path.of(file), "ran");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
