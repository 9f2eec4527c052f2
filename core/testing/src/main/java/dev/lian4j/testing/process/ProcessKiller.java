package dev.lian4j.testing.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Starts a main class in a JVM of its own, as often as it is told, and kills it as {@code kill -9} does: no shutdown
 * hook runs, no buffer is flushed. Immutable; each method that runs it waits until the process is gone, and may be
 * called by several threads.
 */
public final class ProcessKiller {

    /** What a process never takes that does not hang. */
    private static final Duration HANGS = Duration.ofMinutes(2);

    private final List<String> options;
    private final String classPath;
    private final List<String> command;

    private ProcessKiller(List<String> options, String classPath, List<String> command) {
        this.options = List.copyOf(options);
        this.classPath = classPath;
        this.command = List.copyOf(command);
    }

    /** This main class with these arguments, on the class path of the tests. */
    public static ProcessKiller of(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessKiller(
                List.of("-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"), TestJvm.classPath(), command);
    }

    /** The same with these options of the JVM too, such as {@code -Xmx64m}. */
    public ProcessKiller options(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new ProcessKiller(all, classPath, command);
    }

    /** The same on another class path. */
    public ProcessKiller classPath(String other) {
        return new ProcessKiller(options, other, command);
    }

    /** Runs it to its own end; kills it after this time. */
    public Ended run(Duration limit) {
        return end(limit, line -> false, Duration.ZERO);
    }

    /** Kills it as soon as it has written such a line to its standard output. */
    public Ended killAfterLine(Predicate<String> marker) {
        return end(HANGS, marker, Duration.ZERO);
    }

    /** Kills it as soon as it has written so many lines to its standard output. */
    public Ended killAfterLines(int lines) {
        AtomicInteger written = new AtomicInteger();
        return killAfterLine(line -> written.incrementAndGet() >= lines);
    }

    /** Kills it at a moment by chance, at most so long after the first line of its standard output. */
    public Ended killWithin(Duration longest, Random random) {
        long nanos = (long) (random.nextDouble() * longest.toNanos());
        return end(HANGS, line -> true, Duration.ofNanos(nanos));
    }

    private Ended end(Duration limit, Predicate<String> marker, Duration after) {
        try {
            Process process = new ProcessBuilder(line()).start();
            try {
                return watched(process, limit, marker, after);
            } finally {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The JVM cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a process ran; it was killed", e);
        }
    }

    private List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(TestJvm.java().toString());
        line.addAll(options);
        line.addAll(List.of("-cp", classPath));
        line.addAll(command);
        return line;
    }

    private static Ended watched(Process process, Duration limit, Predicate<String> marker, Duration after)
            throws InterruptedException {
        List<String> out = new CopyOnWriteArrayList<>();
        // True at the marker, false where the output ends without one.
        CompletableFuture<Boolean> marked = new CompletableFuture<>();
        CompletableFuture<Void> read = CompletableFuture.runAsync(() -> read(process, out, marker, marked), new Pump());
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> errors(process), new Pump());
        boolean ended = false;
        try {
            boolean found = marked.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            // A process closes its output a little before it is gone.
            ended = process.waitFor(found ? after.toNanos() : limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hangs) {
            // Killed below.
        } catch (ExecutionException e) {
            throw new IllegalStateException("The marker's test failed", e);
        }
        process.destroyForcibly();
        int code = process.waitFor();
        read.join();
        return new Ended(code, !ended, out, err.join());
    }

    /** To the end, whatever comes: a process that nobody reads would stop. */
    private static void read(
            Process process, List<String> out, Predicate<String> marker, CompletableFuture<Boolean> marked) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                out.add(line);
                if (marker.test(line)) {
                    marked.complete(true);
                }
            }
        } catch (IOException gone) {
            // Killed in the middle of a line.
        } finally {
            marked.complete(false);
        }
    }

    private static String errors(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    /** A thread for each stream: one that nobody reads would stop the process. */
    private static final class Pump implements Executor {
        @Override
        public void execute(Runnable work) {
            Thread thread = new Thread(work, "process-output");
            thread.setDaemon(true);
            thread.start();
        }
    }
}
