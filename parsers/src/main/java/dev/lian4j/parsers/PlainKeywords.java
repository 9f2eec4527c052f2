package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;

/** Takes null out of a schema in which what may be null may as well be missing: some providers know no null. */
final class PlainKeywords {

    private static final String ANY_OF = "anyOf";
    private static final String TYPE = "type";

    private PlainKeywords() {}

    static void apply(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path(TYPE) instanceof ArrayNode types) {
                removeNull(types);
                unwrap(object, types);
            }
            if (object.path(ANY_OF) instanceof ArrayNode options) {
                removeNull(options);
                unwrap(object, options);
            }
        }
        node.forEach(PlainKeywords::apply);
    }

    private static void removeNull(ArrayNode options) {
        for (Iterator<JsonNode> each = options.iterator(); each.hasNext(); ) {
            JsonNode option = each.next();
            if (option.asText().equals("null")
                    || (option.size() == 1 && option.path(TYPE).asText().equals("null"))) {
                each.remove();
            }
        }
    }

    /** One that is left alone needs no list. */
    private static void unwrap(ObjectNode object, ArrayNode options) {
        if (options.size() == 1 && options.get(0) instanceof ObjectNode only) {
            object.remove(ANY_OF);
            object.setAll(only);
        } else if (options.size() == 1) {
            object.set(TYPE, options.get(0));
        }
    }
}
