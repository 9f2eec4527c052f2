package dev.lian4j.dataconnection.servers;

import dev.lian4j.core.error.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Filters as Qdrant has them. */
final class QdrantFilter extends FilterTranslator<Map<String, Object>> {

    /** Whole numbers beyond are not told apart by Qdrant's ranges, which are of doubles. */
    private static final long EXACT = 1L << 53;

    private static final UUID NOBODY = new UUID(0, 0);

    /** A point's id must be a UUID: the document's id where it is one, else one made of it, always the same. */
    static String pointId(String id) {
        try {
            if (UUID.fromString(id).toString().equals(id)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Not a UUID.
        }
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String path(String key) {
        if (key.indexOf('"') >= 0) {
            throw new StoreException(
                    "Qdrant cannot filter by metadata '" + key + "', as the key has a quote; use another key");
        }
        return "metadata.\"" + key + '"';
    }

    @Override
    Map<String, Object> all(List<Map<String, Object>> conditions) {
        return Map.of("must", conditions);
    }

    @Override
    Map<String, Object> any(List<Map<String, Object>> conditions) {
        return conditions.isEmpty() ? Map.of("has_id", List.of(NOBODY.toString())) : Map.of("should", conditions);
    }

    @Override
    Map<String, Object> not(Map<String, Object> condition) {
        return Map.of("must_not", List.of(condition));
    }

    @Override
    Map<String, Object> equal(String key, Object value) {
        if (value instanceof Number number && !(isWhole(number) && Math.abs(number.longValue()) > EXACT)) {
            return Map.of("key", path(key), "range", Map.of("gte", number, "lte", number));
        }
        return Map.of("key", path(key), "match", Map.of("value", value));
    }

    private static boolean isWhole(Number number) {
        return number instanceof Long || number instanceof Integer;
    }

    @Override
    Map<String, Object> number(String key, Order order, Number than) {
        return Map.of("key", path(key), "range", Map.of(order.word(), than));
    }

    @Override
    Map<String, Object> text(String key, Order order, String than) {
        throw new StoreException("Qdrant cannot order texts, as asked for metadata '" + key + "'; use numbers");
    }

    /** Without an index for words, a text matches where it is within. */
    @Override
    Map<String, Object> contains(String key, String part) {
        return Map.of("key", path(key), "match", Map.of("text", part));
    }

    @Override
    Map<String, Object> exists(String key) {
        return not(Map.of("is_empty", Map.of("key", path(key))));
    }

    @Override
    Map<String, Object> ids(Set<String> ids) {
        return ids.isEmpty()
                ? any(List.of())
                : Map.of(
                        "has_id",
                        ids.stream().map(QdrantFilter::pointId).sorted().toList());
    }
}
