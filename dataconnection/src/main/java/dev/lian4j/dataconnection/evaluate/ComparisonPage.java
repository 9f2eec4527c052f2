package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.dataconnection.evaluate.EvaluationComparison.Change;
import dev.lian4j.dataconnection.evaluate.EvaluationComparison.Measure;
import java.util.ArrayList;
import java.util.List;

/** Comparisons for people. */
final class ComparisonPage {

    private ComparisonPage() {}

    static String text(EvaluationComparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add(ReportText.line(comparison.before()) + " → " + ReportText.line(comparison.after()));
        comparison.measures().forEach(measure -> lines.add(line(measure)));
        comparison.changes().forEach(change -> lines.add(line(change)));
        if (!comparison.missing().isEmpty()) {
            lines.add("only in one: " + ReportText.line(String.join(", ", comparison.missing())));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(Measure measure) {
        return ReportText.format(
                "  %-16s %.3f → %.3f (%+.3f)  %d better, %d worse, chance %.2f",
                ReportText.line(measure.evaluator()),
                measure.before(),
                measure.after(),
                measure.after() - measure.before(),
                measure.better(),
                measure.worse(),
                measure.chance());
    }

    private static String line(Change change) {
        String mark = change.after() > change.before() ? "▲ " : "▼ ";
        String scores = ReportText.format(" %.2f → %.2f", change.before(), change.after());
        return mark + ReportText.line(change.id()) + "  " + ReportText.line(change.evaluator()) + scores;
    }

    static String html(EvaluationComparison comparison) {
        String title = comparison.before() + " → " + comparison.after();
        Html html = new Html(title).add("<h1>%s</h1>", title);
        html.add(
                "<table><tr><th>Evaluator</th><th class=\"number\">Before</th><th class=\"number\">After</th>"
                        + "<th class=\"number\">Better</th><th class=\"number\">Worse</th><th class=\"number\">Chance</th></tr>");
        comparison.measures().forEach(measure -> row(html, measure));
        html.add("</table><h2>Changes (%d)</h2><table>", comparison.changes().size());
        comparison.changes().forEach(change -> row(html, change));
        html.add("</table>");
        if (!comparison.missing().isEmpty()) {
            html.add("<p class=\"quiet\">Only in one: %s</p>", String.join(", ", comparison.missing()));
        }
        return html.page();
    }

    private static void row(Html html, Measure measure) {
        html.add(
                "<tr><td>%s</td><td class=\"number\">%.3f</td><td class=\"number %s\">%.3f</td>"
                        + "<td class=\"number\">%d</td><td class=\"number\">%d</td><td class=\"number\">%.2f</td></tr>",
                measure.evaluator(),
                measure.before(),
                colour(measure.before(), measure.after()),
                measure.after(),
                measure.better(),
                measure.worse(),
                measure.chance());
    }

    private static void row(Html html, Change change) {
        html.add(
                "<tr><td>%s</td><td>%s</td><td class=\"number\">%.2f</td><td class=\"number %s\">%.2f</td></tr>",
                change.id(),
                change.evaluator(),
                change.before(),
                colour(change.before(), change.after()),
                change.after());
    }

    private static String colour(double before, double after) {
        return after < before ? "bad" : "good";
    }
}
