package dev.lian4j.dataconnection.split;

import dev.lian4j.core.json.PlainJson;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One JSON object being cut. */
final class JsonSplit {

    private final int max;
    private final int min;
    private final boolean convertLists;
    private final boolean ensureAscii;
    private final List<Map<String, Object>> chunks = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();
    private Map<String, Object> chunk = new LinkedHashMap<>();
    private int size = 2;

    JsonSplit(int max, int min, boolean convertLists, boolean ensureAscii) {
        this.max = max;
        this.min = min;
        this.convertLists = convertLists;
        this.ensureAscii = ensureAscii;
    }

    List<Map<String, Object>> chunks(Map<String, ?> json) {
        Map<?, ?> cuttable = convertLists ? (Map<?, ?>) converted(json) : json;
        cuttable.forEach((key, value) -> split(String.valueOf(key), value));
        end();
        return chunks;
    }

    private void split(String key, @Nullable Object value) {
        path.addLast(key);
        if (fits(key, value)) {
            put(value);
        } else {
            cut(value);
        }
        path.removeLast();
    }

    private boolean fits(String key, @Nullable Object value) {
        return length(key) + 4 + length(value) < max - size - lengthOfNewKeys();
    }

    /** What those of the keys above this one add that the chunk does not have yet. */
    private int lengthOfNewKeys() {
        int length = 0;
        Object at = chunk;
        for (Iterator<String> keys = path.iterator(); keys.hasNext(); ) {
            String key = keys.next();
            at = at instanceof Map<?, ?> map ? map.get(key) : null;
            length += at == null && keys.hasNext() ? length(key) + 4 : 0;
        }
        return length;
    }

    private void cut(@Nullable Object value) {
        boolean isObject = value instanceof Map<?, ?> map && !map.isEmpty();
        if (size >= min || !isObject) {
            end();
        }
        if (isObject) {
            ((Map<?, ?>) value).forEach((key, inner) -> split(String.valueOf(key), inner));
        } else {
            put(value);
        }
    }

    private void end() {
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        chunk = new LinkedHashMap<>();
        size = 2;
    }

    /** Puts a value where the path leads, and reckons with what it adds to the text. */
    private void put(@Nullable Object value) {
        Map<String, Object> at = chunk;
        Iterator<String> keys = path.iterator();
        String key = keys.next();
        while (keys.hasNext()) {
            at = inner(at, key);
            key = keys.next();
        }
        size += added(at, key) + length(value);
        at.put(key, value);
    }

    @SuppressWarnings("unchecked") // each is a map that was put here
    private Map<String, Object> inner(Map<String, Object> at, String key) {
        Object there = at.get(key);
        if (there != null) {
            return (Map<String, Object>) there;
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        size += added(at, key) + 2;
        at.put(key, inner);
        return inner;
    }

    /** The key, its colon, and the comma before it. */
    private int added(Map<String, Object> at, String key) {
        return length(key) + 2 + (at.isEmpty() ? 0 : 2);
    }

    private int length(@Nullable Object value) {
        String json = PlainJson.write(value);
        return ensureAscii ? Ascii.length(json) : json.length();
    }

    /** With objects for lists, so that they can be cut too. */
    private static @Nullable Object converted(@Nullable Object value) {
        Object object = value instanceof List<?> list ? byIndex(list) : value;
        if (object instanceof Map<?, ?> map) {
            Map<String, Object> converted = new LinkedHashMap<>();
            map.forEach((key, inner) -> converted.put(String.valueOf(key), converted(inner)));
            return converted;
        }
        return object;
    }

    /** A list as an object, with the indexes for keys. */
    static Map<String, Object> byIndex(List<?> list) {
        Map<String, Object> byIndex = new LinkedHashMap<>();
        for (int i = 0; i < list.size(); i++) {
            byIndex.put(String.valueOf(i), list.get(i));
        }
        return byIndex;
    }
}
