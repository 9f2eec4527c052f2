package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An object or array that is being read, and what is to come next in it. */
final class OpenNode {

    /** What comes next. */
    enum Place {
        ITEM,
        COLON,
        VALUE,
        SEPARATOR
    }

    final int start;
    boolean expectsMore = true;
    Place place = Place.ITEM;

    private final ContainerNode<?> node;
    private String key = "";

    private OpenNode(ContainerNode<?> node, int start) {
        this.node = node;
        this.start = start;
    }

    /** What the bracket here opens; passes it. */
    static OpenNode at(Cursor cursor) {
        boolean array = cursor.peek() == '[';
        OpenNode opened =
                new OpenNode(array ? Json.MAPPER.createArrayNode() : Json.MAPPER.createObjectNode(), cursor.at);
        cursor.at++;
        return opened;
    }

    ContainerNode<?> node() {
        return node;
    }

    boolean isArray() {
        return node.isArray();
    }

    char closing() {
        return isArray() ? ']' : '}';
    }

    String key() {
        return key;
    }

    void key(String next) {
        key = next;
        place = Place.COLON;
    }

    /** Whether a value may stand here. */
    boolean takesValue() {
        return place == Place.VALUE || (isArray() && place == Place.ITEM);
    }

    void put(JsonNode value) {
        if (node instanceof ArrayNode array) {
            array.add(value);
        } else if (node instanceof ObjectNode object) {
            object.set(key, value);
        }
        place = Place.SEPARATOR;
    }

    /** Does something while a value stands here that is not whole yet; afterwards all is as before. */
    <R> R with(JsonNode begun, Supplier<R> work) {
        Place before = place;
        JsonNode replaced = node.get(key);
        put(begun);
        try {
            return work.get();
        } finally {
            place = before;
            undo(replaced);
        }
    }

    private void undo(@Nullable JsonNode replaced) {
        if (node instanceof ArrayNode array) {
            array.remove(array.size() - 1);
        } else if (node instanceof ObjectNode object && replaced == null) {
            object.remove(key);
        } else if (node instanceof ObjectNode object) {
            object.set(key, replaced);
        }
    }
}
