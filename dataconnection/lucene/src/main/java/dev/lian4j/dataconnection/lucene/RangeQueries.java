package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Filter;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;

/** Documents whose value, not in a list, is greater or less than one given of its own type. */
final class RangeQueries {

    private final Filter filter;
    private final String key;
    private final boolean up;
    private final boolean inclusive;

    private RangeQueries(Filter filter, String key, boolean up, boolean inclusive) {
        this.filter = filter;
        this.key = key;
        this.up = up;
        this.inclusive = inclusive;
    }

    static Query of(Filter filter) {
        if (filter instanceof Filter.Gt gt) {
            return new RangeQueries(filter, gt.key(), true, false).than(gt.value());
        }
        if (filter instanceof Filter.Gte gte) {
            return new RangeQueries(filter, gte.key(), true, true).than(gte.value());
        }
        if (filter instanceof Filter.Lt lt) {
            return new RangeQueries(filter, lt.key(), false, false).than(lt.value());
        }
        if (filter instanceof Filter.Lte lte) {
            return new RangeQueries(filter, lte.key(), false, true).than(lte.value());
        }
        throw new IllegalArgumentException("An unknown filter: " + filter.getClass());
    }

    private Query than(Object value) {
        if (value instanceof String text) {
            return FilterQueries.any(List.of(texts(text), FilterQueries.longValues(key, filter)));
        }
        return value instanceof Number number && !Double.isNaN(number.doubleValue())
                ? FilterQueries.any(List.of(longs(number), doubles(number)))
                : nothing();
    }

    /** The bound may be cut, which is right: every term is shorter, and whoever equals the cut one is less. */
    private Query texts(String text) {
        boolean whole = Terms16.fits(text);
        BytesRef bound = Terms16.of(whole ? text : text.substring(0, Terms16.LONGEST));
        boolean with = whole ? inclusive : !up;
        String field = Fields.of(key, Fields.Type.TEXT);
        return up
                ? new TermRangeQuery(field, bound, null, with, true)
                : new TermRangeQuery(field, null, bound, true, with);
    }

    private Query longs(Number number) {
        long near = NumberBounds.nearestLong(number);
        Long edge = up ? NumberBounds.least(near, this::allowed) : NumberBounds.greatest(near, this::allowed);
        return edge == null ? nothing() : longs(up ? edge : Long.MIN_VALUE, up ? Long.MAX_VALUE : edge);
    }

    private Query longs(long from, long to) {
        return LongPoint.newRangeQuery(Fields.of(key, Fields.Type.INTEGRAL), from, to);
    }

    private Query doubles(Number number) {
        double near = NumberBounds.nearestDouble(number);
        Double edge = up ? NumberBounds.least(near, this::allowed) : NumberBounds.greatest(near, this::allowed);
        return edge == null ? nothing() : doubles(NumberBounds.oneZero(edge));
    }

    private Query doubles(double edge) {
        String field = Fields.of(key, Fields.Type.DECIMAL);
        return up
                ? DoublePoint.newRangeQuery(field, edge, Double.POSITIVE_INFINITY)
                : DoublePoint.newRangeQuery(field, Double.NEGATIVE_INFINITY, edge);
    }

    private boolean allowed(Object number) {
        return filter.matches(Map.of(key, number));
    }

    private static Query nothing() {
        return new MatchNoDocsQuery("never greater or less");
    }
}
