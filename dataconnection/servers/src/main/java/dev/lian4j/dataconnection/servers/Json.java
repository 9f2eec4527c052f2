package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Small things about JSON that all stores need. */
final class Json {

    private Json() {}

    static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        List<T> all = new ArrayList<>();
        array.forEach(node -> all.add(each.apply(node)));
        return all;
    }

    /** An object's text; that of an empty one where there is none. */
    static String object(JsonNode node) {
        return node.isObject() ? node.toString() : "{}";
    }
}
