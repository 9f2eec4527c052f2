package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.dataconnection.store.MetadataJson;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as Chroma can hold and find them. A value alone stands under its key. Beside it stand the type of each key's
 * value, as Chroma can neither ask whether a key is there nor whether its value is a number, and a mark for each value in a
 * list, as Chroma 1.5 finds the lists of deleted records with new ones. The whole stands there as JSON, since Chroma keeps
 * neither the order nor nulls, maps and lists of several types.
 */
final class ChromaMetadata {

    static final String ID = "lian4j_id";
    private static final String JSON = "lian4j_metadata";
    private static final String TYPE = "lian4j_type:";
    private static final String ITEM = "lian4j_item:";

    static final String NUMBER = "number";

    /** All types but that of null. */
    static final List<String> TYPES = List.of(NUMBER, "text", "boolean", "list", "map");

    private ChromaMetadata() {}

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> record = new LinkedHashMap<>();
        entry.document().metadata().forEach((key, value) -> put(record, key, value));
        record.put(ID, entry.id());
        record.put(JSON, MetadataJson.write(entry.document().metadata()));
        return record;
    }

    private static void put(Map<String, Object> record, String key, @Nullable Object value) {
        if (value == null) {
            return;
        }
        record.put(typeKey(key), type(value));
        if (value instanceof Collection<?> list) {
            list.stream().filter(MetadataJson::isScalar).forEach(item -> record.put(itemKey(key, item), true));
        } else if (isFindable(key) && MetadataJson.isScalar(value)) {
            record.put(key, value);
        }
    }

    private static String type(Object value) {
        if (value instanceof Number) {
            return NUMBER;
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof String ? "text" : value instanceof Collection<?> ? "list" : "map";
    }

    /** Under which the type of the key's value stands. */
    static String typeKey(String key) {
        return TYPE + key;
    }

    /** Under which there is a mark where the key's value is a list that has the item. */
    static String itemKey(String key, Object item) {
        Object canonical = item instanceof Number ? new BigDecimal(item.toString()).stripTrailingZeros() : item;
        return ITEM + MetadataJson.write(List.of(key, canonical));
    }

    /** Chroma refuses other keys. */
    static boolean isFindable(String key) {
        return !key.isEmpty() && key.charAt(0) != '$' && key.charAt(0) != '#';
    }

    static Map<String, Object> read(JsonNode record) {
        // Without it, the record is another client's.
        String json = record.path(JSON).asText(Json.object(record));
        return MetadataJson.read(json);
    }
}
