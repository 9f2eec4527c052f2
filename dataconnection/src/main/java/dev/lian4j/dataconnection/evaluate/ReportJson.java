package dev.lian4j.dataconnection.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports as JSON Lines: the first line tells of the whole, each other of a question. */
final class ReportJson {

    private static final String TITLE = "title";
    private static final String CASE = "case";

    private ReportJson() {}

    static String write(EvaluationReport report) {
        StringBuilder lines = new StringBuilder();
        lines.append(JsonLines.JSON
                        .createObjectNode()
                        .put(TITLE, report.title())
                        .put("dataset", report.dataset())
                        .put("took_ns", report.took().toNanos()))
                .append('\n');
        report.results().forEach(result -> lines.append(line(result)).append('\n'));
        return lines.toString();
    }

    private static ObjectNode line(EvaluationResult result) {
        ObjectNode line = JsonLines.JSON.createObjectNode();
        line.set(CASE, CaseJson.json(result.asked()));
        line.put("answer", result.answer().text()).put("took_ns", result.took().toNanos());
        ObjectNode scores = line.putObject("scores");
        result.scores()
                .forEach((name, score) -> scores.putObject(name)
                        .put("value", score.value())
                        .put("passed", score.passed())
                        .put("reason", score.reason()));
        ObjectNode errors = line.putObject("errors");
        result.errors().forEach(errors::put);
        List<Map<String, Object>> found =
                result.answer().retrieved().stream().map(Document::metadata).toList();
        line.set("retrieved", JsonLines.JSON.valueToTree(found));
        return line;
    }

    static EvaluationReport read(Path file) {
        List<EvaluationResult> results = new ArrayList<>();
        List<ObjectNode> heads = new ArrayList<>();
        JsonLines.read(file, (json, number) -> heads.isEmpty() ? heads.add(head(json)) : results.add(result(json)));
        if (heads.isEmpty()) {
            throw new DocumentLoadException(file.toString(), "is empty: there is no report in it");
        }
        ObjectNode head = heads.get(0);
        return new EvaluationReport(
                head.path(TITLE).asText(), head.path("dataset").asText(), results, took(head));
    }

    private static ObjectNode head(ObjectNode json) {
        if (!json.hasNonNull(TITLE)) {
            throw new IllegalArgumentException("is not the head of a report");
        }
        return json;
    }

    private static Duration took(ObjectNode json) {
        return Duration.ofNanos(json.path("took_ns").asLong());
    }

    private static EvaluationResult result(ObjectNode json) {
        if (!(json.path(CASE) instanceof ObjectNode asked)) {
            throw new IllegalArgumentException("is no result of a report");
        }
        Map<String, EvaluationScore> scores = new LinkedHashMap<>();
        json.path("scores").properties().forEach(entry -> scores.put(entry.getKey(), score(entry.getValue())));
        Map<String, String> errors = new LinkedHashMap<>();
        json.path("errors")
                .properties()
                .forEach(entry -> errors.put(entry.getKey(), entry.getValue().asText()));
        EvaluatedAnswer answer = new EvaluatedAnswer(json.path("answer").asText(), retrieved(json));
        return new EvaluationResult(CaseJson.read(asked, 0), answer, scores, errors, took(json));
    }

    private static List<Document> retrieved(ObjectNode json) {
        return json.path("retrieved")
                .valueStream()
                .map(metadata -> Document.of("", JsonLines.map(metadata)))
                .toList();
    }

    private static EvaluationScore score(JsonNode json) {
        return new EvaluationScore(
                json.path("value").asDouble(-1),
                json.path("passed").asBoolean(),
                json.path("reason").asText());
    }
}
