package dev.lian4j.dataconnection.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A case as a JSON object. */
final class CaseJson {

    private static final String ID = "id";
    private static final String QUESTION = "question";
    private static final String EXPECTED = "expected";

    private CaseJson() {}

    /**
     * A case from a line of a file.
     *
     * @throws IllegalArgumentException if it is none
     */
    static EvaluationCase read(ObjectNode json, int line) {
        Map<String, Object> metadata = new LinkedHashMap<>(JsonLines.map(json));
        metadata.keySet().removeAll(Set.of(ID, QUESTION, EXPECTED));
        String id = json.hasNonNull(ID) ? json.get(ID).asText() : String.valueOf(line);
        return new EvaluationCase(id, text(json), expected(json), metadata);
    }

    private static String text(ObjectNode json) {
        JsonNode question = json.path(QUESTION);
        if (!question.isTextual() || question.textValue().isBlank()) {
            throw new IllegalArgumentException("has no text 'question'");
        }
        return question.textValue();
    }

    private static String expected(ObjectNode json) {
        JsonNode expected = json.path(EXPECTED);
        return expected.isTextual() || expected.isNumber() || expected.isBoolean() ? expected.asText() : "";
    }

    static String write(EvaluationCase one) {
        return json(one).toString();
    }

    static ObjectNode json(EvaluationCase one) {
        ObjectNode json = JsonLines.JSON.createObjectNode();
        json.put(ID, one.id()).put(QUESTION, one.question());
        if (!one.expected().isEmpty()) {
            json.put(EXPECTED, one.expected());
        }
        one.metadata().forEach((key, value) -> json.set(key, JsonLines.JSON.valueToTree(value)));
        return json;
    }
}
