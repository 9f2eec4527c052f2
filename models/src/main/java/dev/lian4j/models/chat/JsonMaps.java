package dev.lian4j.models.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps of plain values (maps by strings, lists, strings, numbers, booleans, null) as JSON on one line, and back. Nothing
 * else is written, so no class of a user is ever looked into. Thread safe.
 */
public final class JsonMaps {

    /** Images are long. */
    private static final int LONGEST_STRING = 200_000_000;

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonMaps() {}

    /**
     * The map as JSON on one line. Half a surrogate pair, which UTF-8 cannot carry, is written as an escape.
     *
     * @throws IllegalArgumentException if there is a value that is not plain, or one nested too deep
     */
    public static String write(Map<String, ?> map) {
        check(map, "");
        try {
            return escapeHalves(MAPPER.writeValueAsString(map));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static void check(@Nullable Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> check(inner, path + "/" + key));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> check(inner, path + "[]"));
        } else if (!(value == null || value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw new IllegalArgumentException("The value at " + path + " is a "
                    + value.getClass().getName() + "; only maps, lists, strings, numbers and booleans can be kept");
        }
    }

    private static String escapeHalves(String json) {
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                escaped.append("\\u").append(Integer.toHexString(c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    /**
     * The map that a JSON object is, in its order.
     *
     * @throws IllegalArgumentException if the text is not one JSON object; the message does not show it
     */
    public static Map<String, Object> read(String json) {
        try {
            Map<String, Object> map = MAPPER.readValue(json, OBJECT);
            if (map != null) {
                return map;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a JSON object: " + place(e));
        }
        throw new IllegalArgumentException("Not a JSON object: null");
    }

    /** Where reading ended; what stood there may be secret, so neither the parser's words nor the cause are kept. */
    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "it cannot be read"
                : "an error at column " + e.getLocation().getColumnNr();
    }
}
