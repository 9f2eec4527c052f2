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
        for (Measure measure : comparison.measures()) {
            lines.add(ReportText.format(
                    "  %-16s %.3f → %.3f (%+.3f)  %d better, %d worse, chance %.2f",
                    ReportText.line(measure.evaluator()),
                    measure.before(),
                    measure.after(),
                    measure.after() - measure.before(),
                    measure.better(),
                    measure.worse(),
                    measure.chance()));
        }
        for (Change change : comparison.changes()) {
            lines.add(ReportText.format(
                    "%s %s  %s %.2f → %.2f",
                    change.after() > change.before() ? "▲" : "▼",
                    ReportText.line(change.id()),
                    ReportText.line(change.evaluator()),
                    change.before(),
                    change.after()));
        }
        if (!comparison.missing().isEmpty()) {
            lines.add("only in one: " + ReportText.line(String.join(", ", comparison.missing())));
        }
        return String.join("\n", lines) + "\n";
    }

    static String html(EvaluationComparison comparison) {
        String title = comparison.before() + " → " + comparison.after();
        Html html = new Html(title);
        html.add("<h1>%s</h1>", title);
        html.add(
                "<table><tr><th>Evaluator</th><th class=\"number\">Before</th><th class=\"number\">After</th>"
                        + "<th class=\"number\">Better</th><th class=\"number\">Worse</th><th class=\"number\">Chance</th></tr>");
        comparison
                .measures()
                .forEach(measure -> html.add(
                        "<tr><td>%s</td><td class=\"number\">%.3f</td><td class=\"number %s\">%.3f</td>"
                                + "<td class=\"number\">%d</td><td class=\"number\">%d</td>"
                                + "<td class=\"number\">%.2f</td></tr>",
                        measure.evaluator(),
                        measure.before(),
                        colour(measure.before(), measure.after()),
                        measure.after(),
                        measure.better(),
                        measure.worse(),
                        measure.chance()));
        html.add("</table><h2>Changes (%d)</h2><table>", comparison.changes().size());
        comparison
                .changes()
                .forEach(change -> html.add(
                        "<tr><td>%s</td><td>%s</td><td class=\"number\">%.2f</td>"
                                + "<td class=\"number %s\">%.2f</td></tr>",
                        change.id(),
                        change.evaluator(),
                        change.before(),
                        colour(change.before(), change.after()),
                        change.after()));
        html.add("</table><p class=\"quiet\">Only in one: %s</p>", String.join(", ", comparison.missing()));
        return html.page();
    }

    private static String colour(double before, double after) {
        return after < before ? "bad" : "good";
    }
}
