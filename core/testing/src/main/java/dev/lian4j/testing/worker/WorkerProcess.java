package dev.lian4j.testing.worker;

import dev.lian4j.testing.process.TestJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The worker's JVM as its parent sees it: started when there is a file and none runs, killed when it is late. */
final class WorkerProcess implements AutoCloseable {

    /** How a JVM ends by itself when its heap is full, by -XX:+ExitOnOutOfMemoryError. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Duration START = Duration.ofSeconds(60);

    private final List<String> command;
    private final Duration limit;
    private @Nullable Process process;
    private BlockingQueue<String> answers = new ArrayBlockingQueue<>(2);

    WorkerProcess(List<String> command, Duration limit) {
        this.command = command;
        this.limit = limit;
    }

    FileResult read(Path file) throws IOException {
        if (process == null) {
            start();
        }
        long start = System.nanoTime();
        String answer = ask(file);
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Outcome outcome = WorkerLines.outcome(answer);
        if (outcome == Outcome.HUNG || outcome == Outcome.CRASHED || outcome == Outcome.MEMORY) {
            close();
        }
        return new FileResult(file, outcome, took, WorkerLines.detail(answer));
    }

    private String ask(Path file) throws IOException {
        try {
            process.getOutputStream().write((file.toAbsolutePath().toUri() + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            return ended();
        }
        return await(limit);
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("CLASSPATH", TestJvm.classPath());
        process = builder.start();
        answers = new ArrayBlockingQueue<>(2);
        listen(process, answers);
        String greeting = await(START);
        if (!greeting.equals(WorkerLines.READY)) {
            close();
            throw new IOException("The worker did not start: " + greeting);
        }
    }

    /** One thread a JVM, which ends with the JVM's output. */
    private static void listen(Process process, BlockingQueue<String> answers) {
        Thread listener = new Thread(() -> pass(process, answers), "worker-answers");
        listener.setDaemon(true);
        listener.start();
    }

    private static void pass(Process process, BlockingQueue<String> answers) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(WorkerLines.MARK)) { // a JVM may have something to say, too
                    answers.put(line.substring(WorkerLines.MARK.length()));
                }
            }
            answers.put(WorkerLines.END);
        } catch (IOException e) {
            answers.offer(WorkerLines.END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String await(Duration longest) {
        try {
            String answer = answers.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (answer == null) {
                return WorkerLines.of(Outcome.HUNG, "no answer within " + longest.toMillis() + " ms");
            }
            return answer.equals(WorkerLines.END) ? ended() : answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while waiting for the worker", e));
        }
    }

    private String ended() {
        try {
            int status = process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
            return status == OUT_OF_MEMORY
                    ? WorkerLines.of(Outcome.MEMORY, "the heap was full")
                    : WorkerLines.of(Outcome.CRASHED, "exit status " + status);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return WorkerLines.of(Outcome.CRASHED, "interrupted");
        }
    }

    /** Kills the JVM; the next file gets a new one. */
    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}
