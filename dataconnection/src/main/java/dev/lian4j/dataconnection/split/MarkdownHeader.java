package dev.lian4j.dataconnection.split;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind of heading: with a mark before it, or with one around it such as {@code **}. */
record MarkdownHeader(String mark, String key, int level, boolean around) {

    static MarkdownHeader of(Map.Entry<String, String> markToKey, Map<String, Integer> custom) {
        String mark = markToKey.getKey();
        int level = custom.getOrDefault(
                mark, (int) mark.chars().filter(c -> c == '#').count());
        return new MarkdownHeader(mark, markToKey.getValue(), level, custom.containsKey(mark));
    }

    /** The title, if the line is such a heading. */
    @Nullable
    String title(String line) {
        if (!line.startsWith(mark)) {
            return null;
        }
        return around ? titleBetween(line) : titleAfter(line.substring(mark.length()));
    }

    private static @Nullable String titleAfter(String rest) {
        return rest.isEmpty() || rest.charAt(0) == ' ' ? rest.strip() : null;
    }

    /** Between marks that are no longer than this one. */
    private @Nullable String titleBetween(String line) {
        int end = line.length() - mark.length();
        if (end <= mark.length() || !line.endsWith(mark)) {
            return null;
        }
        String title = line.substring(mark.length(), end).strip();
        return title.isEmpty() || mark.contains(title.substring(0, 1)) ? null : title;
    }
}
