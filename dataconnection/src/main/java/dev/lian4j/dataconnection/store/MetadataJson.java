package dev.lian4j.dataconnection.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.error.StoreException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as JSON, for stores that keep them so: texts, finite numbers, booleans, null, and lists and maps of them. Read
 * again, numbers are the narrowest of {@code Integer}, {@code Long} and {@code Double}.
 */
public final class MetadataJson {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private MetadataJson() {}

    /**
     * Refuses metadata that JSON cannot hold.
     *
     * @param what whose metadata they are, for messages
     * @throws StoreException if a value is of another type, or a number that is not finite
     */
    public static void check(Map<String, Object> metadata, String what) {
        metadata.forEach((key, value) -> check(key, value, what));
    }

    /**
     * A value as JSON.
     *
     * @throws StoreException if it is none that JSON can hold
     */
    public static String write(@Nullable Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("A value in metadata cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Metadata out of JSON, in its order.
     *
     * @throws StoreException if it is no JSON object
     */
    public static Map<String, Object> read(String json) {
        try {
            return JSON.readValue(json, MAP);
        } catch (JsonProcessingException e) {
            throw new StoreException("The stored metadata are no JSON object: " + e.getOriginalMessage(), e);
        }
    }

    /** Whether a value is a text, a boolean or a finite number, which alone can be equal to a stored one. */
    public static boolean isScalar(@Nullable Object value) {
        return value instanceof String
                || value instanceof Boolean
                || (value instanceof Number number && Double.isFinite(number.doubleValue()));
    }

    private static void check(String key, @Nullable Object value, String what) {
        if (value instanceof Collection<?> list) {
            list.forEach(each -> check(key, each, what));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> check(key, each, what));
        } else if (value != null && !isScalar(value)) {
            throw new StoreException("Metadata '" + key + "' of " + what + " is " + value
                    + ", which cannot be stored; use texts, finite numbers, booleans, and lists or maps of them");
        }
    }
}
