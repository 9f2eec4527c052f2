package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Fills in what an object leaves out and its schema knows: a field's default, or the only value that it can have. A null
 * where a field is not required and cannot be null is taken away, as models write it for nothing.
 */
final class Blanks {

    private final SchemaTree schemas;

    Blanks(SchemaTree schemas) {
        this.schemas = schemas;
    }

    /** Fills the value in place. */
    void fill(JsonNode value) {
        fill(value, schemas.root());
    }

    private void fill(JsonNode value, JsonNode schema) {
        JsonNode known = schemas.of(value, schema);
        if (value instanceof ObjectNode object) {
            known.path("properties").fieldNames().forEachRemaining(name -> field(object, known, name));
            others(object, known).forEach(name -> fill(object.get(name), known.path("additionalProperties")));
        } else {
            value.forEach(element -> fill(element, known.path("items")));
        }
    }

    private void field(ObjectNode object, JsonNode schema, String name) {
        JsonNode field = schema.path("properties").path(name);
        JsonNode value = object.path(name);
        boolean blank = value.isMissingNode() || (value.isNull() && !schemas.allowsNull(field));
        if (!blank) {
            fill(value, field);
        } else if (schemas.implied(field).isPresent()) {
            object.set(name, schemas.implied(field).get().deepCopy());
        } else if (!SchemaTree.isRequired(schema, name)) {
            object.remove(name);
        }
    }

    private static List<String> others(ObjectNode object, JsonNode schema) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        names.removeIf(schema.path("properties")::has);
        return names;
    }
}
