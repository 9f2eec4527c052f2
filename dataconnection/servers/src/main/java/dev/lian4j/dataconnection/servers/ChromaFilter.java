package dev.lian4j.dataconnection.servers;

import dev.lian4j.core.error.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Filters as Chroma has them. What it cannot ask, each record carries marks for, see {@link ChromaMetadata}.
 */
final class ChromaFilter extends FilterTranslator<ChromaWhere> {

    /** Every record has an id, so that none has it otherwise. */
    private static final ChromaWhere NONE = ChromaWhere.of(ChromaMetadata.ID, "$eq", "$ne", "lian4j nobody");

    @Override
    ChromaWhere all(List<ChromaWhere> conditions) {
        return conditions.isEmpty() ? NONE.not() : ChromaWhere.and(conditions);
    }

    @Override
    ChromaWhere any(List<ChromaWhere> conditions) {
        return conditions.isEmpty() ? NONE : ChromaWhere.or(conditions);
    }

    @Override
    ChromaWhere not(ChromaWhere condition) {
        return condition.not();
    }

    @Override
    ChromaWhere equal(String key, Object value) {
        checkKey(key);
        ChromaWhere same = ChromaWhere.of(key, "$eq", "$ne", value);
        return ChromaWhere.or(List.of(
                value instanceof Number number ? exactly(same, key, number) : same,
                marked(ChromaMetadata.itemKey(key, value), true)));
    }

    private static void checkKey(String key) {
        if (!ChromaMetadata.isFindable(key)) {
            throw new StoreException("Chroma cannot filter by metadata '" + key
                    + "', as the key is empty or begins with $ or #; use another key");
        }
    }

    /** To a whole number Chroma compares a broken one without its fraction, so 3 would equal 3.5. */
    private static ChromaWhere exactly(ChromaWhere same, String key, Number number) {
        return isWhole(number)
                ? same
                : ChromaWhere.and(
                        List.of(same, plain(key, Order.GT, floor(number)), plain(key, Order.LT, floor(number) + 1)));
    }

    /**
     * For a broken bound: the whole numbers on its far side, and what Chroma finds for the bound itself, without the whole
     * numbers on its near side, as these come only from the lost fraction.
     */
    @Override
    ChromaWhere number(String key, Order order, Number than) {
        checkKey(key);
        if (isWhole(than)) {
            return plain(key, order, than);
        }
        long below = floor(than);
        ChromaWhere far = order.isLess() ? plain(key, Order.LTE, below) : plain(key, Order.GTE, below + 1);
        ChromaWhere near = order.isLess() ? plain(key, Order.LT, below + 1) : plain(key, Order.GT, below);
        return ChromaWhere.and(List.of(ChromaWhere.or(List.of(far, plain(key, order, than))), near));
    }

    private static ChromaWhere marked(String key, Object mark) {
        return ChromaWhere.of(key, "$eq", "$ne", mark);
    }

    private static boolean isWhole(Number number) {
        return number.doubleValue() == Math.rint(number.doubleValue());
    }

    private static long floor(Number number) {
        return (long) Math.floor(number.doubleValue());
    }

    private static ChromaWhere plain(String key, Order order, Number than) {
        Map<String, Object> is = Map.of(key, Map.of("$" + order.word(), than));
        Map<String, Object> opposite = Map.of(key, Map.of("$" + order.opposite().word(), than));
        Map<String, Object> noNumber =
                marked(ChromaMetadata.typeKey(key), ChromaMetadata.NUMBER).isNot();
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
        return ChromaWhere.of(ChromaMetadata.typeKey(key), "$in", "$nin", ChromaMetadata.TYPES);
    }

    @Override
    ChromaWhere ids(Set<String> ids) {
        return ids.isEmpty()
                ? any(List.of())
                : ChromaWhere.of(
                        ChromaMetadata.ID, "$in", "$nin", ids.stream().sorted().toList());
    }
}
