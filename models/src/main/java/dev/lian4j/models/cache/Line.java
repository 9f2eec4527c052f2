package dev.lian4j.models.cache;

import dev.lian4j.models.chat.JsonMaps;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of a cache's file.
 *
 * @param key what the value is kept under
 * @param at when it was kept, in milliseconds since 1970
 * @param value plain values
 */
record Line(String key, long at, Map<String, Object> value) {

    /** Without the line's end. */
    String json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key);
        map.put("at", at);
        map.put("value", value);
        return JsonMaps.write(map);
    }

    /**
     * The line of such a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    @SuppressWarnings("unchecked") // JSON has no other keys
    static Line of(String json) {
        Map<String, Object> map = JsonMaps.read(json);
        if (map.get("key") instanceof String key
                && map.get("at") instanceof Number at
                && map.get("value") instanceof Map<?, ?> value) {
            return new Line(key, at.longValue(), (Map<String, Object>) value);
        }
        throw new IllegalArgumentException("Not an entry: it needs 'key', 'at' and 'value'");
    }
}
