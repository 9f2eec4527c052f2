package dev.lian4j.models.cache;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A map bounded by weight and age; what was used least recently goes first. Thread safe. */
final class Lru<V> {

    private record Entry<V>(V value, long weight, long until) {}

    private final Map<String, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final long maxWeight;
    private final ToLongFunction<V> weigher;
    private final @Nullable Duration ttl;
    private final InstantSource clock;
    private long weight;

    Lru(long maxWeight, ToLongFunction<V> weigher, @Nullable Duration ttl, InstantSource clock) {
        this.maxWeight = maxWeight;
        this.weigher = weigher;
        this.ttl = ttl;
        this.clock = clock;
    }

    synchronized @Nullable V get(String key) {
        Entry<V> entry = entries.get(key);
        if (entry != null && entry.until < clock.millis()) {
            remove(key);
            return null;
        }
        return entry == null ? null : entry.value;
    }

    synchronized void put(String key, V value) {
        remove(key);
        long heavy = weigher.applyAsLong(value);
        if (heavy > maxWeight) {
            // It would only push out everything else, and then itself.
            return;
        }
        long until = ttl == null ? Long.MAX_VALUE : clock.millis() + ttl.toMillis();
        entries.put(key, new Entry<>(value, heavy, until));
        weight += heavy;
        shrink();
    }

    private void shrink() {
        Iterator<Entry<V>> eldest = entries.values().iterator();
        while (weight > maxWeight) {
            weight -= eldest.next().weight;
            eldest.remove();
        }
    }

    private void remove(String key) {
        Entry<V> old = entries.remove(key);
        weight -= old == null ? 0 : old.weight;
    }

    synchronized int size() {
        return entries.size();
    }
}
