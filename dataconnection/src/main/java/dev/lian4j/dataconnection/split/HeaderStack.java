package dev.lian4j.dataconnection.split;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headings under which a place of a text stands, the outermost first. */
final class HeaderStack {

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** A heading ends those of its level and below. */
    void push(int level, String key, String title) {
        while (!entries.isEmpty() && entries.getLast().level >= level) {
            entries.removeLast();
        }
        entries.addLast(new Entry(level, key, title));
    }

    Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (Iterator<Entry> each = entries.iterator(); each.hasNext(); ) {
            Entry entry = each.next();
            metadata.put(entry.key, entry.title);
        }
        return Collections.unmodifiableMap(metadata);
    }

    private record Entry(int level, String key, String title) {}
}
