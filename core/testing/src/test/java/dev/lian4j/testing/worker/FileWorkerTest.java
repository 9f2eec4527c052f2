package dev.lian4j.testing.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWorkerTest {

    @TempDir
    Path directory;

    /** Does what the file's text says. */
    public static final class Obedient implements FileHandler {

        @Override
        public void handle(Path file) throws Exception {
            String order = Files.readString(file);
            System.out.println("UNTYPED noise on the worker's own output");
            switch (order) {
                case "typed" -> throw new IOException("promised\nin two lines");
                case "untyped" -> throw new IllegalStateException("not promised");
                case "hang" -> new CountDownLatch(1).await();
                case "memory" -> fill(new ArrayList<>());
                case "stack" -> handle(file);
                case "die" -> Runtime.getRuntime().halt(7);
                default -> assertThat(order).isEqualTo("fine");
            }
        }

        private static void fill(List<byte[]> memory) {
            while (memory.size() < 1 << 20) {
                memory.add(new byte[1 << 20]);
            }
        }
    }

    private Path file(String name, String order) throws IOException {
        return Files.writeString(directory.resolve(name), order);
    }

    @Test
    void tellsEveryWayToEndAndGoesOnAfterEach() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String order : List.of("typed", "untyped", "hang", "memory", "stack", "die")) {
            files.add(file(order, order));
            files.add(file("好 " + order, "fine"));
        }

        WorkerReport report = FileWorker.of(Obedient.class)
                .heap("64m")
                .limit(Duration.ofSeconds(5))
                .typed("java.io.")
                .run(files);

        assertThat(report.results())
                .extracting(FileResult::outcome)
                .containsExactly(
                        Outcome.TYPED, Outcome.OK,
                        Outcome.UNTYPED, Outcome.OK,
                        Outcome.HUNG, Outcome.OK,
                        Outcome.MEMORY, Outcome.OK,
                        Outcome.STACK, Outcome.OK,
                        Outcome.CRASHED, Outcome.OK);
        assertThat(report.counts()).containsEntry(Outcome.OK, 6L).containsEntry(Outcome.HUNG, 1L);
        assertThat(report.bad()).hasSize(5);
        assertThat(report.slowest(1)).extracting(FileResult::outcome).containsExactly(Outcome.HUNG);
        assertThat(report.toString()).contains("12 files", "bad: 5", "not promised", "exit status 7");
    }

    @Test
    void tellsThatAHandlerCannotBeMade() {
        FileWorker worker = FileWorker.of(Private.class);

        assertThatThrownBy(() -> worker.run(List.of(directory)))
                .isInstanceOf(UncheckedIOException.class)
                .hasStackTraceContaining("The worker did not start");
    }

    /** Has no public constructor without arguments. */
    static final class Private implements FileHandler {
        Private(String ignored) {}

        @Override
        public void handle(Path file) {}
    }
}
