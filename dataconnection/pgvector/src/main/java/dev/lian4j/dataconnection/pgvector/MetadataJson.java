package dev.lian4j.dataconnection.pgvector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.error.StoreException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Metadata as JSON: texts, finite numbers, booleans, null, and lists and maps of them. */
final class MetadataJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private MetadataJson() {}

    static String of(Map<String, Object> metadata, String what) {
        metadata.forEach((key, value) -> check(key, value, what));
        return text(metadata);
    }

    /** A value of a filter as JSON. */
    static String text(@Nullable Object value) {
        try {
            // PostgreSQL's jsonb has no character 0, escaped or not.
            return JSON.writeValueAsString(value).replace("\\u0000", "\uFFFD");
        } catch (JsonProcessingException e) {
            throw new StoreException("A value of " + value + " cannot be written as JSON", e);
        }
    }

    static Map<String, Object> read(String json) {
        try {
            return JSON.readValue(json, MAP);
        } catch (JsonProcessingException e) {
            throw new StoreException("Metadata in the database are no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    private static void check(String key, @Nullable Object value, String what) {
        if (value instanceof Collection<?> list) {
            list.forEach(each -> check(key, each, what));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> check(key, each, what));
        } else if (!storable(value)) {
            throw new StoreException("Metadata '" + key + "' of " + what + " is " + value
                    + ", which cannot be stored; use texts, finite numbers, booleans, and lists or maps of them");
        }
    }

    private static boolean storable(@Nullable Object value) {
        return value == null
                || value instanceof String
                || value instanceof Boolean
                || (value instanceof Number number && Double.isFinite(number.doubleValue()));
    }
}
