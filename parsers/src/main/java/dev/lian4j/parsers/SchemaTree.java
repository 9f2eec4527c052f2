package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Questions to a JSON Schema. */
final class SchemaTree {

    private static final Set<String> SAYING = Set.of("type", "enum", "const", "anyOf", "oneOf", "allOf", "$ref");

    private final JsonNode root;

    SchemaTree(JsonNode root) {
        this.root = root;
    }

    JsonNode root() {
        return root;
    }

    /** What a reference within the schema stands for; other schemas as they are. */
    JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        return reference.startsWith("#") ? root.at(reference.substring(1)) : schema;
    }

    /** The schema of a value, which may be one of several that a field tells apart. */
    JsonNode of(JsonNode value, JsonNode schema) {
        JsonNode known = resolved(schema);
        return stream(known.path("anyOf"))
                .map(this::resolved)
                .filter(option -> name(option)
                        .filter(name ->
                                name.equals(value.path(SealedTypes.FIELD).asText("")))
                        .isPresent())
                .findFirst()
                .orElse(known);
    }

    /** What the field that tells records apart says in such a schema. */
    Optional<String> name(JsonNode schema) {
        return only(schema.path("properties").path(SealedTypes.FIELD)).map(JsonNode::asText);
    }

    /** The value of a field that is missing, where the schema knows it. */
    Optional<JsonNode> implied(JsonNode field) {
        return field.has("default") ? Optional.of(field.get("default")) : only(field);
    }

    private static Optional<JsonNode> only(JsonNode schema) {
        return schema.path("enum").size() == 1 ? Optional.of(schema.path("enum").get(0)) : Optional.empty();
    }

    static boolean isRequired(JsonNode schema, String field) {
        return has(schema.path("required"), field);
    }

    boolean allowsNull(JsonNode schema) {
        JsonNode known = resolved(schema);
        return has(known.path("type"), "null")
                || known.path("type").asText("").equals("null")
                || stream(known.path("anyOf")).anyMatch(this::allowsNull)
                || SAYING.stream().noneMatch(known::has);
    }

    private static boolean has(JsonNode array, String text) {
        return stream(array).anyMatch(JsonNodeFactory.instance.textNode(text)::equals);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
