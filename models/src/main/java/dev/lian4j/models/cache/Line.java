package dev.lian4j.models.cache;

import dev.lian4j.models.chat.JsonMaps;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A line of a cache's file.
 *
 * @param key what the value is kept under
 * @param at when it was kept, in milliseconds since 1970
 * @param value plain values
 */
record Line(String key, long at, Map<String, Object> value) {

    private static final String CHECKSUM = ",\"crc32c\":";

    /** Without the line's end. */
    String json() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", key);
        map.put("at", at);
        map.put("value", value);
        String text = JsonMaps.write(map);
        return text.substring(0, text.length() - 1) + CHECKSUM + crc(text) + "}";
    }

    private static long crc(String text) {
        CRC32C crc = new CRC32C();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** Lines of earlier versions have no checksum. */
    private static void check(String json) {
        int at = json.lastIndexOf(CHECKSUM);
        if (at >= 0 && !json.substring(at).equals(CHECKSUM + crc(json.substring(0, at) + "}") + "}")) {
            throw new IllegalArgumentException("its checksum is wrong");
        }
    }

    /**
     * The line of such a text.
     *
     * @throws IllegalArgumentException if it is none
     */
    @SuppressWarnings("unchecked") // JSON has no other keys
    static Line of(String json) {
        check(json);
        Map<String, Object> map = JsonMaps.read(json);
        if (map.get("key") instanceof String key
                && map.get("at") instanceof Number at
                && map.get("value") instanceof Map<?, ?> value) {
            return new Line(key, at.longValue(), (Map<String, Object>) value);
        }
        throw new IllegalArgumentException("Not an entry: it needs 'key', 'at' and 'value'");
    }
}
