package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rewrites what not every provider's strict mode takes: keywords that some refuse become words of the description, and a
 * reference stands alone.
 */
final class StrictKeywords {

    private static final Set<String> SPOKEN =
            Set.of("minLength", "maxLength", "uniqueItems", "minProperties", "maxProperties");
    private static final Set<String> BOUNDS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");
    private static final String REFERENCE = "$ref";

    private StrictKeywords() {}

    static void apply(JsonNode node) {
        if (node instanceof ObjectNode object) {
            keywords(object);
        } else {
            node.forEach(StrictKeywords::apply);
        }
    }

    private static void keywords(ObjectNode schema) {
        speak(schema);
        for (var keyword : schema.properties()) {
            if (Set.of("properties", "$defs").contains(keyword.getKey())) {
                keyword.getValue().forEach(StrictKeywords::apply);
            } else {
                apply(keyword.getValue());
            }
        }
        isolateReference(schema);
    }

    private static void speak(ObjectNode schema) {
        List<String> spoken = new ArrayList<>();
        schema.properties().stream()
                .filter(keyword -> isSpoken(schema, keyword.getKey(), keyword.getValue()))
                .forEach(keyword -> spoken.add(keyword.getKey() + " " + keyword.getValue()));
        if (!spoken.isEmpty()) {
            spoken.forEach(words -> schema.remove(words.substring(0, words.indexOf(' '))));
            String before = schema.path("description").asText("");
            schema.put("description", (before + " (" + String.join(", ", spoken) + ")").strip());
        }
    }

    private static boolean isSpoken(ObjectNode schema, String keyword, JsonNode value) {
        if (BOUNDS.contains(keyword)) {
            return !schema.path("type")
                    .toString()
                    .contains("integer"); // in-process models hold to bounds of these only
        }
        boolean anchored = value.asText().startsWith("^") && value.asText().endsWith("$");
        return SPOKEN.contains(keyword)
                || (keyword.equals("pattern") && !anchored)
                || (keyword.equals("format")
                        && value.asText().equals("duration")); // the one format that in-process models do not hold to
    }

    private static void isolateReference(ObjectNode schema) {
        if (schema.has(REFERENCE) && schema.size() > 1 && !schema.has("$defs")) {
            JsonNode reference = schema.remove(REFERENCE);
            ArrayNode only = schema.putArray("anyOf");
            only.addObject().set(REFERENCE, reference);
        }
    }
}
