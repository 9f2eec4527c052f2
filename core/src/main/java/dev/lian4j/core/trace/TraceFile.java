package dev.lian4j.core.trace;

import dev.lian4j.core.RunListener;
import dev.lian4j.core.Step;
import dev.lian4j.core.json.PlainJson;
import dev.lian4j.core.model.TokenUsage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes runs to a file of JSON Lines: a line when a step starts, and one when it ends or fails, each written out at
 * once, so that what a crash leaves can be read. Keys: {@code event} ({@code start}, {@code end}, {@code error}),
 * {@code run}, {@code step}, {@code parent}, {@code name}, {@code kind}, {@code at} (ISO time), {@code input},
 * {@code output}, {@code error}, {@code took_ms}, {@code input_tokens}, {@code output_tokens}. Prompts and answers are
 * written as they are: keep the file as you would keep them, or give a redactor. Thread safe. To be closed.
 */
public final class TraceFile implements RunListener, AutoCloseable {

    private static final int LONGEST_TEXT = 100_000;

    private final Writer out;
    private final UnaryOperator<String> redactor;
    private final TraceValues values = new TraceValues(LONGEST_TEXT);

    private TraceFile(Writer out, UnaryOperator<String> redactor) {
        this.out = out;
        this.redactor = redactor;
    }

    /**
     * Appends to a file, which is made where it is not there.
     *
     * @throws UncheckedIOException if it cannot be opened
     */
    public static TraceFile to(Path file) {
        return to(file, line -> line);
    }

    /**
     * As {@link #to(Path)}; each line goes through the redactor first.
     *
     * @throws UncheckedIOException if the file cannot be opened
     */
    public static TraceFile to(Path file, UnaryOperator<String> redactor) {
        try {
            BufferedWriter writer = Files.newBufferedWriter(
                    file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new TraceFile(writer, redactor);
        } catch (IOException e) {
            throw new UncheckedIOException("The trace file " + file + " cannot be opened: " + e, e);
        }
    }

    @Override
    public void onStart(Step step, @Nullable Object input) {
        Map<String, @Nullable Object> line = line("start", step);
        line.put("name", step.name());
        line.put("kind", step.kind().name().toLowerCase(Locale.ROOT));
        line.put("input", values.plain(input));
        write(line);
    }

    @Override
    public void onEnd(Step step, @Nullable Object output, Duration took) {
        Map<String, @Nullable Object> line = line("end", step);
        line.put("took_ms", took.toNanos() / 1e6);
        line.put("output", values.plain(output));
        TokenUsage usage = TraceValues.usage(output);
        if (usage != null) {
            line.put("input_tokens", usage.input());
            line.put("output_tokens", usage.output());
        }
        write(line);
    }

    @Override
    public void onError(Step step, Throwable error, Duration took) {
        Map<String, @Nullable Object> line = line("error", step);
        line.put("took_ms", took.toNanos() / 1e6);
        line.put("error", values.plain(error));
        write(line);
    }

    private static Map<String, @Nullable Object> line(String event, Step step) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("event", event);
        line.put("run", step.runId());
        line.put("step", step.id());
        line.put("parent", step.parentId());
        line.put("at", Instant.now());
        return line;
    }

    private void write(Map<String, @Nullable Object> line) {
        String text = redactor.apply(PlainJson.write(line)) + '\n';
        try {
            synchronized (out) {
                out.write(text);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The trace cannot be written: " + e, e);
        }
    }

    /** Closes the file. */
    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The trace cannot be closed: " + e, e);
        }
    }
}
