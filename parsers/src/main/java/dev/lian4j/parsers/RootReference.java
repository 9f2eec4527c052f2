package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Gives the whole of a schema that refers to itself a name of its own among its definitions: not every provider takes a
 * reference to the root, and none a root that is a reference.
 */
final class RootReference {

    private static final String REFERENCE = "$ref";
    private static final String NAME = "Root";

    private RootReference() {}

    static void name(ObjectNode schema) {
        if (renamed(schema)) {
            ObjectNode whole = schema.deepCopy();
            whole.remove("$defs");
            schema.withObjectProperty("$defs").set(NAME, whole);
        }
    }

    private static boolean renamed(JsonNode node) {
        boolean found = false;
        if (node instanceof ObjectNode object && object.path(REFERENCE).asText().equals("#")) {
            object.put(REFERENCE, "#/$defs/" + NAME);
            found = true;
        }
        for (JsonNode part : node) {
            found |= renamed(part);
        }
        return found;
    }
}
