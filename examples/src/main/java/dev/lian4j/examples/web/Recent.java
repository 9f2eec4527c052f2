package dev.lian4j.examples.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The values that were used last, at most so many. Safe for several threads. */
public final class Recent<V> {

    private final Map<String, V> values;

    private Recent(int most) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }

    /** Nothing yet, and never more than so many. */
    public static <V> Recent<V> of(int most) {
        return new Recent<>(most);
    }

    /** The value of a key, where it is still there. */
    public synchronized @Nullable V get(String key) {
        return values.get(key);
    }

    /** The value of a key, made where it is not there. */
    public synchronized V getOrMake(String key, Supplier<V> otherwise) {
        return values.computeIfAbsent(key, absent -> otherwise.get());
    }
}
