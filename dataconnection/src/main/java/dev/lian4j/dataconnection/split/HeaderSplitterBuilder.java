package dev.lian4j.dataconnection.split;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings that splitters at headings share: at which headings, and what each is called in the metadata.
 *
 * @param <B> the builder itself
 */
public abstract class HeaderSplitterBuilder<B extends HeaderSplitterBuilder<B>> {

    private final Map<String, String> byDefault;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** Six levels by default, called {@code Header 1} to {@code Header 6}; a level is written as a digit or so often. */
    HeaderSplitterBuilder(String mark, boolean digit) {
        Map<String, String> levels = new LinkedHashMap<>();
        for (int level = 1; level <= 6; level++) {
            levels.put(digit ? mark + level : mark.repeat(level), "Header " + level);
        }
        this.byDefault = levels;
    }

    abstract B self();

    /**
     * Cuts at one kind of heading more; at all six levels as {@code Header 1} to {@code Header 6} when none is named.
     *
     * @param mark how the heading is written: {@code ##} in Markdown, {@code h2} in HTML
     * @param key the metadata key that its text gets
     * @throws IllegalArgumentException if mark or key is blank
     */
    public B header(String mark, String key) {
        if (mark.isBlank() || key.isBlank()) {
            throw new IllegalArgumentException(
                    "a heading needs a mark and a key, was '" + mark + "' and '" + key + "'");
        }
        headers.put(mark, key);
        return self();
    }

    /** Cuts at these kinds of headings too, from mark to metadata key. */
    public B headers(Map<String, String> markToKey) {
        markToKey.forEach(this::header);
        return self();
    }

    final Map<String, String> chosenHeaders() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(headers.isEmpty() ? byDefault : headers));
    }
}
