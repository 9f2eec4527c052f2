package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.document.Documents;
import java.util.List;
import java.util.stream.Collectors;

/** Reports as pages. */
final class ReportHtml {

    private static final int SHOWN = 500;

    private ReportHtml() {}

    static String of(EvaluationReport report) {
        Html html = new Html(report.title()).add("<h1>%s</h1>", report.title());
        String took = ReportText.seconds(report.took().toNanos());
        int all = report.results().size();
        html.add("<p>%s: <b>%d of %d</b> passed, %s</p>", report.dataset(), report.passed(), all, took);
        means(html, report);
        var passed = report.results().stream().collect(Collectors.partitioningBy(EvaluationResult::passed));
        cases(html, "Not passed", passed.getOrDefault(false, List.of()));
        cases(html, "Passed", passed.getOrDefault(true, List.of()));
        return html.page();
    }

    private static void means(Html html, EvaluationReport report) {
        html.add("<table><tr><th>Evaluator</th><th>Mean</th><th class=\"number\"></th>"
                + "<th class=\"number\">Passed</th><th class=\"number\">Errors</th></tr>");
        Summary.all(report)
                .forEach(summary -> html.add(
                        "<tr><td>%s</td><td><meter value=\"%.4f\"></meter></td><td class=\"number\">%.3f</td>"
                                + "<td class=\"number\">%d of %d</td><td class=\"number\">%d</td></tr>",
                        summary.evaluator(),
                        summary.mean(),
                        summary.mean(),
                        summary.passed(),
                        summary.judged(),
                        summary.errors()));
        html.add("</table>");
    }

    private static void cases(Html html, String title, List<EvaluationResult> results) {
        if (results.isEmpty()) {
            return;
        }
        html.add("<h2>%s (%d)</h2>", title, results.size());
        results.forEach(result -> one(html, result));
    }

    private static void one(Html html, EvaluationResult result) {
        html.add(
                "<details><summary><span class=\"quiet\">%s</span> %s</summary><div>",
                result.asked().id(), result.asked().question());
        html.add("<table>");
        row(html, "Expected", result.asked().expected());
        row(html, "Answer", result.answer().text());
        row(html, "Took", ReportText.seconds(result.took().toNanos()));
        result.answer().retrieved().forEach(document -> row(html, Documents.citation(document), cut(document.text())));
        html.add("</table><table>");
        result.scores().forEach((name, score) -> score(html, name, score));
        result.errors()
                .forEach((name, error) -> html.add(
                        "<tr><td>%s</td><td class=\"bad\">failed</td><td class=\"text\">%s</td></tr>", name, error));
        html.add("</table></div></details>");
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }

    private static void row(Html html, String name, String text) {
        if (!text.isEmpty()) {
            html.add("<tr><th>%s</th><td class=\"text\">%s</td></tr>", name, text);
        }
    }

    private static void score(Html html, String name, EvaluationScore score) {
        html.add(
                "<tr><td>%s</td><td class=\"%s\">%.2f</td><td class=\"text\">%s</td></tr>",
                name, score.passed() ? "good" : "bad", score.value(), score.reason());
    }
}
