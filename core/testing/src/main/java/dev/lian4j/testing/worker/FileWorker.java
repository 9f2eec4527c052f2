package dev.lian4j.testing.worker;

import dev.lian4j.testing.process.TestJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Runs a handler over files in a JVM of its own with a small heap. A watchdog kills a JVM that hangs; after that, and
 * after each death, a new one goes on with the next file. To be used by one thread.
 *
 * <pre>{@code
 * WorkerReport report = FileWorker.of(ReadPdf.class).typed("dev.lian4j.core.error.").run(files);
 * assertThat(report.bad()).isEmpty();
 * }</pre>
 */
public final class FileWorker {

    private final Class<? extends FileHandler> handler;
    private final Duration limit;
    private final String heap;
    private final List<String> typed;

    private FileWorker(Class<? extends FileHandler> handler, Duration limit, String heap, List<String> typed) {
        this.handler = handler;
        this.limit = limit;
        this.heap = heap;
        this.typed = typed;
    }

    /** 256 MiB of heap, 20 seconds a file; no exception is a promised one yet. */
    public static FileWorker of(Class<? extends FileHandler> handler) {
        return new FileWorker(handler, Duration.ofSeconds(20), "256m", List.of());
    }

    /** The longest a file may take. */
    public FileWorker limit(Duration longest) {
        return new FileWorker(handler, longest, heap, typed);
    }

    /** The heap, as {@code -Xmx} takes it. */
    public FileWorker heap(String size) {
        return new FileWorker(handler, limit, size, typed);
    }

    /** How the class names of promised exceptions start, such as {@code dev.lian4j.core.error.}. */
    public FileWorker typed(String... prefixes) {
        return new FileWorker(handler, limit, heap, List.of(prefixes));
    }

    /**
     * Reads the files, one after another.
     *
     * @throws UncheckedIOException if no JVM can be started
     */
    public WorkerReport run(Collection<Path> files) {
        List<FileResult> results = new ArrayList<>();
        try (WorkerProcess process = new WorkerProcess(command(), limit)) {
            for (Path file : files) {
                results.add(process.read(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No worker JVM can be started", e);
        }
        return new WorkerReport(results);
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                TestJvm.java().toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                WorkerMain.class.getName(),
                handler.getName()));
        command.addAll(typed);
        return command;
    }
}
