package dev.lian4j.core;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prints a run as a tree while it goes: a line when a step starts and a line when it ends, indented by depth. Inputs
 * and outputs are cut to {@value #SHOWN} characters and one line, without control characters. Thread safe.
 */
public final class ConsoleRunListener implements RunListener {

    private static final int SHOWN = 100;

    /** Documents and prompts are long; what is shown of them is near their start. */
    private static final int LOOKED_AT = 20 * SHOWN;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");

    private final PrintStream out;
    private final Map<String, Integer> depths = new ConcurrentHashMap<>();

    /** Prints to a stream, such as {@code System.err}. */
    public ConsoleRunListener(PrintStream out) {
        this.out = out;
    }

    @Override
    public void onStart(Step step, @Nullable Object input) {
        int depth = step.parentId() == 0 ? 0 : depths.getOrDefault(key(step, step.parentId()), 0) + 1;
        depths.put(key(step, step.id()), depth);
        print(depth, "▶", step, brief(input));
    }

    @Override
    public void onEnd(Step step, @Nullable Object output, Duration took) {
        print(forget(step), "✔", step, millis(took) + "  " + brief(output));
    }

    @Override
    public void onError(Step step, Throwable error, Duration took) {
        print(forget(step), "✘", step, millis(took) + "  " + brief(error));
    }

    private int forget(Step step) {
        return Objects.requireNonNullElse(depths.remove(key(step, step.id())), 0);
    }

    private static String key(Step step, long id) {
        return step.runId() + '/' + id;
    }

    private void print(int depth, String mark, Step step, String rest) {
        String kind =
                step.kind() == StepKind.CHAIN ? "" : " (" + step.kind().name().toLowerCase(Locale.ROOT) + ")";
        out.println("│ ".repeat(depth) + mark + " " + step.name() + kind + "  " + rest);
    }

    private static String millis(Duration took) {
        return String.format(Locale.ROOT, "%.1f ms", took.toNanos() / 1e6);
    }

    private static String brief(@Nullable Object value) {
        // No control characters: what a model or a document says must not steer the terminal.
        String whole = String.valueOf(value);
        String start = whole.substring(0, Math.min(whole.length(), LOOKED_AT));
        String text = UNPRINTABLE.matcher(start).replaceAll(" ").strip();
        int length = text.codePointCount(0, text.length());
        boolean tooLong = whole.length() > start.length() || length > SHOWN;
        return tooLong ? text.substring(0, text.offsetByCodePoints(0, Math.min(SHOWN, length))) + "…" : text;
    }
}
