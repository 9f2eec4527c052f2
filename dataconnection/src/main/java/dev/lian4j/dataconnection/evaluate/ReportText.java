package dev.lian4j.dataconnection.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reports for terminals. */
final class ReportText {

    private static final int SHOWN = 120;
    private static final int BAR = 20;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

    private ReportText() {}

    static String of(EvaluationReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("%s on %s: %d of %d passed, %s"
                .formatted(
                        line(report.title()),
                        line(report.dataset()),
                        report.passed(),
                        report.results().size(),
                        seconds(report.took().toNanos())));
        Summary.all(report).forEach(summary -> lines.add(row(summary)));
        report.results().stream().filter(result -> !result.passed()).forEach(result -> failed(lines, result));
        return String.join("\n", lines) + "\n";
    }

    static String seconds(long nanos) {
        return format("%.1f s", nanos / 1e9);
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static String row(Summary summary) {
        int filled = (int) Math.round(summary.mean() * BAR);
        String errors = summary.errors() == 0 ? "" : ", " + summary.errors() + " errors";
        return format(
                "  %-16s %s%s %.3f  %d of %d passed%s",
                line(summary.evaluator()),
                "█".repeat(filled),
                "░".repeat(BAR - filled),
                summary.mean(),
                summary.passed(),
                summary.judged(),
                errors);
    }

    private static void failed(List<String> lines, EvaluationResult result) {
        lines.add("✘ " + line(result.asked().id()) + "  " + line(result.asked().question()));
        if (!result.answer().text().isEmpty()) {
            lines.add("    answer: " + line(result.answer().text()));
        }
        result.scores().forEach((name, score) -> {
            if (!score.passed()) {
                lines.add(format("    %s %.2f  %s", line(name), score.value(), line(score.reason())));
            }
        });
        result.errors().forEach((name, error) -> lines.add("    " + line(name) + " failed: " + line(error)));
    }

    /** One line, without what would steer a terminal. */
    static String line(String text) {
        String plain = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        boolean tooLong = plain.codePointCount(0, plain.length()) > SHOWN;
        return tooLong ? plain.substring(0, plain.offsetByCodePoints(0, SHOWN)) + "…" : plain;
    }
}
