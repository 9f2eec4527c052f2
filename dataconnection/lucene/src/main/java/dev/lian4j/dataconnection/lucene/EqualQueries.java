package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Filter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;

/** Documents with a value, alone or in a list, that equals one of those given. Values are equal within their type only. */
final class EqualQueries {

    private final String key;
    private final Collection<Object> values;

    private EqualQueries(String key, Collection<Object> values) {
        this.key = key;
        this.values = values;
    }

    static Query of(String key, Collection<Object> values) {
        EqualQueries made = new EqualQueries(key, values);
        List<Query> queries = new ArrayList<>();
        made.terms(String.class, Fields.Type.TEXT, queries);
        made.terms(Boolean.class, Fields.Type.BOOLEAN, queries);
        made.numbers(queries);
        return FilterQueries.any(queries);
    }

    private void terms(Class<?> type, Fields.Type field, List<Query> to) {
        var terms = values.stream()
                .filter(type::isInstance)
                .map(String::valueOf)
                .filter(Terms16::fits)
                .map(Terms16::of)
                .toList();
        both(field, name -> new TermInSetQuery(name, terms), terms.isEmpty(), to);
    }

    private void numbers(List<Query> to) {
        long[] longs = numbers(NumberBounds::nearestLong).stream()
                .mapToLong(Number::longValue)
                .toArray();
        double[] doubles = numbers(NumberBounds::nearestDouble).stream()
                .mapToDouble(number -> NumberBounds.oneZero(number.doubleValue()))
                .toArray();
        both(Fields.Type.INTEGRAL, name -> LongPoint.newSetQuery(name, longs), longs.length == 0, to);
        both(Fields.Type.DECIMAL, name -> DoublePoint.newSetQuery(name, doubles), doubles.length == 0, to);
    }

    /** The numbers of a type that equal one wanted, each of which has one at most. */
    private List<Number> numbers(Function<Number, Number> nearest) {
        List<Number> equal = new ArrayList<>();
        for (Object value : values) {
            if (value instanceof Number wanted) {
                Number near = nearest.apply(wanted);
                Predicate<Object> same = number -> Filter.eq("", wanted).matches(Map.of("", number));
                if (same.test(near)) {
                    equal.add(near);
                }
            }
        }
        return equal;
    }

    private void both(Fields.Type type, Function<String, Query> query, boolean none, List<Query> to) {
        if (!none) {
            to.add(query.apply(Fields.of(key, type)));
            to.add(query.apply(Fields.inList(key, type)));
        }
    }
}
