package dev.lian4j.dataconnection.servers;

import java.util.List;
import java.util.Map;

/**
 * A condition of Chroma and its contrary, as Chroma has no {@code not}.
 *
 * @param is the condition
 * @param isNot what holds of exactly those records of which it does not
 */
record ChromaWhere(Map<String, Object> is, Map<String, Object> isNot) {

    static ChromaWhere of(String key, String operator, String contrary, Object value) {
        return new ChromaWhere(Map.of(key, Map.of(operator, value)), Map.of(key, Map.of(contrary, value)));
    }

    static ChromaWhere and(List<ChromaWhere> all) {
        return all.size() == 1
                ? all.get(0)
                : new ChromaWhere(
                        Map.of("$and", all.stream().map(ChromaWhere::is).toList()),
                        Map.of("$or", all.stream().map(ChromaWhere::isNot).toList()));
    }

    ChromaWhere not() {
        return new ChromaWhere(isNot, is);
    }

    static ChromaWhere or(List<ChromaWhere> any) {
        return and(any.stream().map(ChromaWhere::not).toList()).not();
    }
}
