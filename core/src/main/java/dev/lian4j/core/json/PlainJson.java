package dev.lian4j.core.json;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Plain values as JSON on one line: maps, iterables, numbers, booleans, nulls; anything else as its text. For prompts and
 * traces, since core has no JSON library; it writes only.
 */
public final class PlainJson {

    private PlainJson() {}

    /** A value as JSON. Numbers that JSON has no form for are written as texts. */
    public static String write(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> quoted(String.valueOf(entry.getKey())) + ": " + write(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Iterable<?> items) {
            return StreamSupport.stream(items.spliterator(), false)
                    .map(PlainJson::write)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        boolean bare = value == null || value instanceof Boolean || (value instanceof Number number && finite(number));
        return bare ? String.valueOf(value) : quoted(String.valueOf(value));
    }

    private static boolean finite(Number number) {
        return Double.isFinite(number.doubleValue()) || !(number instanceof Double || number instanceof Float);
    }

    /** A text in double quotes. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> append(quoted, (char) c));
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder to, char c) {
        switch (c) {
            case '"', '\\' -> to.append('\\').append(c);
            case '\n' -> to.append("\\n");
            case '\t' -> to.append("\\t");
            case '\r' -> to.append("\\r");
            default -> to.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
    }
}
