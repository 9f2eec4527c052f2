package dev.lian4j.examples.cli.trace;

import java.util.List;
import java.util.Locale;

/** Recorded runs as a tree for a terminal. */
public final class TraceTree {

    private static final int SHOWN = 100;

    private final List<Span> spans;
    private final StringBuilder text = new StringBuilder();

    private TraceTree(List<Span> spans) {
        this.spans = spans;
    }

    /** The tree, a line a step. */
    public static String of(List<Span> spans) {
        TraceTree tree = new TraceTree(spans);
        spans.stream().filter(span -> span.parent == 0).forEach(root -> tree.draw(root, ""));
        return tree.text.toString();
    }

    private void draw(Span span, String indent) {
        text.append(indent).append(mark(span)).append(' ').append(span.name);
        if (!span.kind.equals("chain")) {
            text.append(" (").append(span.kind).append(')');
        }
        text.append("  ")
                .append(time(span))
                .append(tokens(span))
                .append("  ")
                .append(result(span))
                .append('\n');
        spans.stream()
                .filter(child -> child.run.equals(span.run) && child.parent == span.step)
                .forEach(child -> draw(child, indent + "│ "));
    }

    private static String mark(Span span) {
        if (!span.ended()) {
            return "…";
        }
        return span.error == null ? "✔" : "✘";
    }

    private static String time(Span span) {
        Double took = span.tookMillis;
        return took == null ? "not ended" : String.format(Locale.ROOT, "%.1f ms", took);
    }

    private static String tokens(Span span) {
        return span.inputTokens + span.outputTokens == 0
                ? ""
                : "  " + span.inputTokens + "+" + span.outputTokens + " tokens";
    }

    private static String result(Span span) {
        String error = span.error;
        String shown = String.valueOf(error == null ? span.output : error).replaceAll("[\\s\\p{Cc}]+", " ");
        return shown.length() <= SHOWN ? shown : shown.substring(0, SHOWN) + "…";
    }
}
