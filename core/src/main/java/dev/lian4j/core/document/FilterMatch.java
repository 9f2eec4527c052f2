package dev.lian4j.core.document;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What filters mean. */
final class FilterMatch {

    private FilterMatch() {}

    static boolean matches(Filter filter, Document document) {
        if (filter instanceof Filter.And and) {
            return and.filters().stream().allMatch(each -> each.matches(document));
        }
        if (filter instanceof Filter.Or or) {
            return or.filters().stream().anyMatch(each -> each.matches(document));
        }
        if (filter instanceof Filter.Not not) {
            return !not.filter().matches(document);
        }
        return compared(filter, document);
    }

    private static boolean compared(Filter filter, Document document) {
        if (filter instanceof Filter.Gt gt) {
            return ordered(document, gt.key(), gt.value(), order -> order > 0);
        }
        if (filter instanceof Filter.Gte gte) {
            return ordered(document, gte.key(), gte.value(), order -> order >= 0);
        }
        if (filter instanceof Filter.Lt lt) {
            return ordered(document, lt.key(), lt.value(), order -> order < 0);
        }
        if (filter instanceof Filter.Lte lte) {
            return ordered(document, lte.key(), lte.value(), order -> order <= 0);
        }
        return among(filter, document);
    }

    private static boolean among(Filter filter, Document document) {
        if (filter instanceof Filter.Eq eq) {
            return equal(document.metadata().get(eq.key()), eq.value());
        }
        if (filter instanceof Filter.Ne ne) {
            return !equal(document.metadata().get(ne.key()), ne.value());
        }
        if (filter instanceof Filter.In in) {
            return equalsOne(document.metadata().get(in.key()), in.values());
        }
        if (filter instanceof Filter.NotIn notIn) {
            return !equalsOne(document.metadata().get(notIn.key()), notIn.values());
        }
        return found(filter, document);
    }

    private static boolean found(Filter filter, Document document) {
        if (filter instanceof Filter.Contains contains) {
            Object value = document.metadata().get(contains.key());
            return value instanceof String text
                    ? text.contains(contains.value())
                    : value instanceof Collection<?> && equal(value, contains.value());
        }
        return filter instanceof Filter.Exists exists && document.metadata().get(exists.key()) != null;
    }

    private static boolean equalsOne(@Nullable Object value, Collection<Object> wanted) {
        return wanted.stream().anyMatch(each -> equal(value, each));
    }

    private static boolean equal(@Nullable Object value, Object wanted) {
        if (value instanceof Collection<?> list) {
            return list.stream().anyMatch(each -> equal(each, wanted));
        }
        if (value instanceof Number number && wanted instanceof Number other) {
            return compare(number, other) == 0;
        }
        return wanted.equals(value);
    }

    private static boolean ordered(Document document, String key, Object than, IntPredicate wanted) {
        Object value = document.metadata().get(key);
        if (value instanceof Number number && than instanceof Number other) {
            return !nan(number) && !nan(other) && wanted.test(compare(number, other));
        }
        return value instanceof String text && than instanceof String other && wanted.test(text.compareTo(other));
    }

    private static boolean nan(Number number) {
        return Double.isNaN(number.doubleValue());
    }

    /** Exact: a long and a double next to it are not the same. */
    private static int compare(Number a, Number b) {
        return finite(a) && finite(b)
                ? new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()))
                : Double.compare(a.doubleValue(), b.doubleValue());
    }

    private static boolean finite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }
}
