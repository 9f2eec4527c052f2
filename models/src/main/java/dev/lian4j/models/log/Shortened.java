package dev.lian4j.models.log;

import dev.lian4j.models.chat.KnownKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Plain values fit for a log: no keys, no data of images, no long texts. */
record Shortened(int maxText) {

    private static final Pattern DATA = Pattern.compile("(data:[\\w.+-]{1,80}/[\\w.+-]{1,80})[;,][A-Za-z0-9+/=;,_%-]*");

    Map<String, Object> of(Map<String, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        // Keys first: cut in half, one would not be known any more.
        KnownKeys.hide(withoutData(map)).forEach((key, value) -> copy.put(key, cut(value)));
        return copy;
    }

    /** Before the search for keys, which need not look through images. */
    private static Map<String, Object> withoutData(Map<String, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(key, each(value, Shortened::withoutData)));
        return copy;
    }

    private static String withoutData(String text) {
        return text.contains("data:") ? DATA.matcher(text).replaceAll("$1,[data removed]") : text;
    }

    private @Nullable Object cut(@Nullable Object value) {
        return each(value, this::cut);
    }

    private String cut(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= maxText
                ? text
                : text.substring(0, text.offsetByCodePoints(0, maxText)) + "… (" + length + " characters)";
    }

    private static @Nullable Object each(@Nullable Object value, UnaryOperator<String> change) {
        if (value instanceof String text) {
            return change.apply(text);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(String.valueOf(key), each(inner, change)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(each(inner, change)));
            return copy;
        }
        return value;
    }
}
