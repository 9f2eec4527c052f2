package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.dataconnection.store.MetadataJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as Chroma can hold and find them: values alone and lists of values of one type. The whole stands beside them as
 * JSON, since Chroma keeps neither the order nor nulls, maps and other lists.
 */
final class ChromaMetadata {

    static final String ID = "lian4j_id";
    static final String KEYS = "lian4j_keys";
    static final String NUMBERS = "lian4j_numbers";
    private static final String JSON = "lian4j_metadata";
    private static final Set<String> OURS = Set.of(ID, KEYS, NUMBERS, JSON);

    private ChromaMetadata() {}

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> all = entry.document().metadata();
        Map<String, Object> record = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            if (holdable(value)) {
                record.put(key, value);
            }
        });
        record.put(ID, entry.id());
        record.put(JSON, MetadataJson.write(all));
        putKeys(record, KEYS, all, value -> value != null);
        putKeys(record, NUMBERS, all, Number.class::isInstance);
        return record;
    }

    /** Chroma refuses an empty list. */
    private static void putKeys(
            Map<String, Object> record, String name, Map<String, Object> all, Predicate<@Nullable Object> wanted) {
        List<String> keys = all.entrySet().stream()
                .filter(each -> wanted.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (!keys.isEmpty()) {
            record.put(name, keys);
        }
    }

    private static boolean holdable(@Nullable Object value) {
        if (value instanceof Collection<?> list) {
            Set<String> types = list.stream().map(ChromaMetadata::type).collect(Collectors.toSet());
            return types.size() == 1 && !types.contains("");
        }
        return !type(value).isEmpty();
    }

    /** Chroma tells whole numbers from others. */
    private static String type(@Nullable Object value) {
        if (value instanceof Number) {
            return value instanceof Integer || value instanceof Long ? "whole" : "number";
        }
        return value instanceof String ? "text" : value instanceof Boolean ? "boolean" : "";
    }

    static Map<String, Object> read(JsonNode record) {
        if (record.path(JSON).isTextual()) {
            return MetadataJson.read(record.path(JSON).textValue());
        }
        // Written by another client.
        Map<String, Object> all = new LinkedHashMap<>(MetadataJson.read(Json.object(record)));
        all.keySet().removeAll(OURS);
        return all;
    }
}
