package dev.lian4j.core.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plain values as JSON on one line: maps, iterables, numbers, booleans, nulls; anything else as its text. For prompts and
 * traces, since core has no JSON library; it writes only.
 */
public final class PlainJson {

    private PlainJson() {}

    /** A value as JSON. Numbers that JSON has no form for are written as texts. */
    public static String write(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        write(json, value);
        return json.toString();
    }

    private static void write(StringBuilder json, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            writeMap(json, map);
        } else if (value instanceof Iterable<?> items) {
            writeItems(json, items);
        } else if (value == null || value instanceof Boolean || (value instanceof Number number && finite(number))) {
            json.append(value);
        } else {
            quote(json, String.valueOf(value));
        }
    }

    private static void writeMap(StringBuilder json, Map<?, ?> map) {
        String before = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.append(before);
            quote(json, String.valueOf(entry.getKey()));
            json.append(": ");
            write(json, entry.getValue());
            before = ", ";
        }
        json.append(map.isEmpty() ? "{}" : "}");
    }

    private static void writeItems(StringBuilder json, Iterable<?> items) {
        json.append('[');
        String before = "";
        for (Object item : items) {
            json.append(before);
            write(json, item);
            before = ", ";
        }
        json.append(']');
    }

    private static boolean finite(Number number) {
        return Double.isFinite(number.doubleValue()) || !(number instanceof Double || number instanceof Float);
    }

    /** A text in double quotes. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2);
        quote(quoted, text);
        return quoted.toString();
    }

    /** Copies what needs no escape in one go: texts are long, and little of them is escaped. */
    private static void quote(StringBuilder json, String text) {
        json.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c < ' ') {
                json.append(text, done, i).append(escaped(c));
                done = i + 1;
            }
        }
        json.append(text, done, text.length()).append('"');
    }

    private static String escaped(char c) {
        return switch (c) {
            case '"', '\\' -> "\\" + c;
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            default -> "\\u%04x".formatted((int) c);
        };
    }
}
