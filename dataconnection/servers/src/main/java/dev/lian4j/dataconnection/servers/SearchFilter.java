package dev.lian4j.dataconnection.servers;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Filters as Elasticsearch and OpenSearch have them. */
final class SearchFilter extends FilterTranslator<Map<String, Object>> {

    private static String field(String key) {
        return "metadata." + key;
    }

    @Override
    Map<String, Object> all(List<Map<String, Object>> conditions) {
        return conditions.isEmpty() ? Map.of("match_all", Map.of()) : bool("filter", conditions);
    }

    @Override
    Map<String, Object> any(List<Map<String, Object>> conditions) {
        return conditions.isEmpty() ? Map.of("match_none", Map.of()) : bool("should", conditions);
    }

    @Override
    Map<String, Object> not(Map<String, Object> condition) {
        return bool("must_not", List.of(condition));
    }

    private static Map<String, Object> bool(String kind, List<Map<String, Object>> conditions) {
        return Map.of("bool", Map.of(kind, conditions));
    }

    @Override
    Map<String, Object> equal(String key, Object value) {
        return Map.of("term", Map.of(field(key), Map.of("value", value)));
    }

    @Override
    Map<String, Object> number(String key, Order order, Number than) {
        return range(key, order, than);
    }

    @Override
    Map<String, Object> text(String key, Order order, String than) {
        return range(key, order, than);
    }

    private static Map<String, Object> range(String key, Order order, Object than) {
        return Map.of("range", Map.of(field(key), Map.of(order.word(), than)));
    }

    @Override
    Map<String, Object> contains(String key, String part) {
        String pattern = '*' + part.replaceAll("([*?\\\\])", "\\\\$1") + '*';
        return Map.of("wildcard", Map.of(field(key), Map.of("value", pattern)));
    }

    @Override
    Map<String, Object> exists(String key) {
        return Map.of("exists", Map.of("field", field(key)));
    }

    @Override
    Map<String, Object> ids(Set<String> ids) {
        return Map.of("ids", Map.of("values", ids.stream().sorted().toList()));
    }
}
