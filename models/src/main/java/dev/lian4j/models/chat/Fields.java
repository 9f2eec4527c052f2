package dev.lian4j.models.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of a map that came from JSON, each of the type that it must have. */
record Fields(Map<String, ?> map) {

    @SuppressWarnings("unchecked") // JSON has no other keys
    static Fields of(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Fields((Map<String, ?>) map);
        }
        throw new IllegalArgumentException("Expected an object, got " + typeOf(value));
    }

    static String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("Expected a text, got " + typeOf(value));
    }

    String text(String key) {
        String text = optional(key, String.class);
        if (text == null) {
            throw new IllegalArgumentException("Field '" + key + "' is missing");
        }
        return text;
    }

    int integer(String key) {
        Number number = optional(key, Number.class);
        return number == null ? 0 : number.intValue();
    }

    <T> @Nullable T optional(String key, Class<T> type) {
        Object value = map.get(key);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        throw new IllegalArgumentException(
                "Field '" + key + "' must be a " + type.getSimpleName() + ", is " + typeOf(value));
    }

    /** A number that JSON may have written without a fraction. */
    @Nullable
    Double decimal(String key) {
        Number number = optional(key, Number.class);
        return number == null ? null : number.doubleValue();
    }

    /** One of the names that the function knows, written small. */
    <T> @Nullable T named(String key, Function<String, T> byName) {
        String name = optional(key, String.class);
        return name == null ? null : byName.apply(name.toUpperCase(Locale.ROOT));
    }

    <T> List<T> list(String key, Function<Object, T> element) {
        List<?> list = optional(key, List.class);
        return list == null ? List.of() : list.stream().map(element).toList();
    }

    Map<String, Object> object(String key) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (map.get(key) != null) {
            of(map.get(key)).map.forEach(copy::put);
        }
        return copy;
    }

    private static String typeOf(@Nullable Object value) {
        return value == null ? "null" : value.getClass().getSimpleName();
    }
}
