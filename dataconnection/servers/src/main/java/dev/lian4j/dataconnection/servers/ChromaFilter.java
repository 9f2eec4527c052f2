package dev.lian4j.dataconnection.servers;

import dev.lian4j.core.error.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Filters as Chroma has them. It can neither ask whether a key is there, nor whether its value is a number, so each record
 * carries lists of its keys, see {@link ChromaMetadata}.
 */
final class ChromaFilter extends FilterTranslator<ChromaWhere> {

    /** No key of anyone's. */
    private static final String NOTHING = "lian4j nothing";

    @Override
    ChromaWhere all(List<ChromaWhere> conditions) {
        return conditions.isEmpty() ? has(ChromaMetadata.KEYS, NOTHING).not() : ChromaWhere.and(conditions);
    }

    @Override
    ChromaWhere any(List<ChromaWhere> conditions) {
        return conditions.isEmpty() ? has(ChromaMetadata.KEYS, NOTHING) : ChromaWhere.or(conditions);
    }

    @Override
    ChromaWhere not(ChromaWhere condition) {
        return condition.not();
    }

    private static ChromaWhere has(String list, Object value) {
        return ChromaWhere.of(list, "$contains", "$not_contains", value);
    }

    @Override
    ChromaWhere equal(String key, Object value) {
        return ChromaWhere.or(List.of(ChromaWhere.of(key, "$eq", "$ne", value), has(key, value)));
    }

    @Override
    ChromaWhere number(String key, Order order, Number than) {
        Map<String, Object> is = Map.of(key, Map.of("$" + order.word(), than));
        Map<String, Object> opposite = Map.of(key, Map.of("$" + order.opposite().word(), than));
        Map<String, Object> noNumber = has(ChromaMetadata.NUMBERS, key).isNot();
        return new ChromaWhere(is, Map.of("$or", List.of(opposite, noNumber)));
    }

    @Override
    ChromaWhere text(String key, Order order, String than) {
        throw new StoreException("Chroma cannot order texts, as asked for metadata '" + key + "'; use numbers");
    }

    @Override
    ChromaWhere contains(String key, String part) {
        throw new StoreException("Chroma cannot look for a part of a text, as asked for metadata '" + key
                + "'; for a value in a list use eq");
    }

    @Override
    ChromaWhere exists(String key) {
        return has(ChromaMetadata.KEYS, key);
    }

    @Override
    ChromaWhere ids(Set<String> ids) {
        return ids.isEmpty()
                ? any(List.of())
                : ChromaWhere.of(
                        ChromaMetadata.ID, "$in", "$nin", ids.stream().sorted().toList());
    }
}
