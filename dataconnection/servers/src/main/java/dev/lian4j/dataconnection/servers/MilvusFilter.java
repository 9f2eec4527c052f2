package dev.lian4j.dataconnection.servers;

import dev.lian4j.core.error.StoreException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Filters as Milvus has them: an expression, and its values beside it. Made for one filter. */
final class MilvusFilter extends FilterTranslator<String> {

    private static final Pattern UNSPEAKABLE = Pattern.compile("[\"'\\\\\\p{Cntrl}]");

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** The values of the names in braces. */
    Map<String, Object> values() {
        return values;
    }

    private String bound(Object value) {
        String name = "v" + values.size();
        values.put(name, value);
        return "{" + name + "}";
    }

    private static String path(String key) {
        if (UNSPEAKABLE.matcher(key).find()) {
            throw new StoreException("Milvus cannot filter by metadata '" + key
                    + "', as the key has a quote, a backslash or a control character; use another key");
        }
        return "metadata[\"" + key + "\"]";
    }

    @Override
    String all(List<String> conditions) {
        return conditions.isEmpty() ? "id != \"\"" : "(" + String.join(" and ", conditions) + ")";
    }

    @Override
    String any(List<String> conditions) {
        return conditions.isEmpty() ? "id == \"\"" : "(" + String.join(" or ", conditions) + ")";
    }

    @Override
    String not(String condition) {
        return "not (" + condition + ")";
    }

    @Override
    String equal(String key, Object value) {
        String name = bound(value);
        return "(" + path(key) + " == " + name + " or json_contains(" + path(key) + ", " + name + "))";
    }

    @Override
    String number(String key, Order order, Number than) {
        return path(key) + " " + order.sign() + " " + bound(than);
    }

    @Override
    String text(String key, Order order, String than) {
        return path(key) + " " + order.sign() + " " + bound(than);
    }

    /** It has {@code like}, but takes its pattern from the expression alone. */
    @Override
    String contains(String key, String part) {
        throw new StoreException("Milvus cannot look for a part of a text, as asked for metadata '" + key
                + "', without pasting it into the query; for a value in a list use eq");
    }

    @Override
    String exists(String key) {
        return "exists " + path(key);
    }

    @Override
    String ids(Set<String> ids) {
        return "id in " + bound(ids.stream().sorted().toList());
    }
}
