package dev.lian4j.core.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text and where it is from. Immutable.
 *
 * @param id what a store knows it by; null until a store gives it one
 * @param text the text
 * @param metadata what is known of it, in order; keys of common meaning are in {@link Metadata}
 */
public record Document(@Nullable String id, String text, Map<String, Object> metadata) {

    /** Copies the metadata, keeping its order. */
    public Document {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A text of unknown origin. */
    public static Document of(String text) {
        return new Document(null, text, Map.of());
    }

    /** A text and what is known of it. */
    public static Document of(String text, Map<String, Object> metadata) {
        return new Document(null, text, metadata);
    }

    /** The same document under another id. */
    public Document withId(String newId) {
        return new Document(newId, text, metadata);
    }

    /** The same document, under a new id, which no other has, where it had none. */
    public Document identified() {
        return id == null ? withId(UUID.randomUUID().toString()) : this;
    }

    /** The same document, knowing one thing more. */
    public Document with(String key, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(metadata);
        more.put(key, value);
        return new Document(id, text, more);
    }
}
