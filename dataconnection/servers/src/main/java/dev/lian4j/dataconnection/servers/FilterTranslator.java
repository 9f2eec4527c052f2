package dev.lian4j.dataconnection.servers;

import dev.lian4j.core.document.Filter;
import dev.lian4j.dataconnection.store.MetadataJson;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Turns filters into the language of a server. What no server holds, such as NaN, is sorted out here.
 *
 * @param <C> a condition in that language
 */
abstract class FilterTranslator<C> {

    /** All of these; everything where there are none. */
    abstract C all(List<C> conditions);

    /** One of these; nothing where there are none. */
    abstract C any(List<C> conditions);

    abstract C not(C condition);

    /** Equals a text, a boolean or a finite number, or is a list that has it. */
    abstract C equal(String key, Object value);

    /** Is a number and so ordered to this finite one. */
    abstract C number(String key, Order order, Number than);

    abstract C text(String key, Order order, String than);

    abstract C contains(String key, String part);

    abstract C exists(String key);

    abstract C ids(Set<String> ids);

    C of(Filter filter) {
        if (filter instanceof Filter.And and) {
            return all(each(and.filters()));
        }
        if (filter instanceof Filter.Or or) {
            return any(each(or.filters()));
        }
        if (filter instanceof Filter.Not not) {
            return not(of(not.filter()));
        }
        return filter instanceof Filter.Ids ids ? ids(ids.ids()) : compared(filter);
    }

    private List<C> each(List<Filter> filters) {
        return filters.stream().map(this::of).toList();
    }

    private C compared(Filter filter) {
        if (filter instanceof Filter.Gt gt) {
            return ordered(gt.key(), Order.GT, gt.value());
        }
        if (filter instanceof Filter.Gte gte) {
            return ordered(gte.key(), Order.GTE, gte.value());
        }
        if (filter instanceof Filter.Lt lt) {
            return ordered(lt.key(), Order.LT, lt.value());
        }
        return filter instanceof Filter.Lte lte ? ordered(lte.key(), Order.LTE, lte.value()) : found(filter);
    }

    private C found(Filter filter) {
        if (filter instanceof Filter.Contains contains) {
            return contains(contains.key(), contains.value());
        }
        return filter instanceof Filter.Exists exists ? exists(exists.key()) : among(filter);
    }

    private C among(Filter filter) {
        if (filter instanceof Filter.Eq eq) {
            return oneOf(eq.key(), List.of(eq.value()));
        }
        if (filter instanceof Filter.Ne ne) {
            return not(oneOf(ne.key(), List.of(ne.value())));
        }
        if (filter instanceof Filter.In in) {
            return oneOf(in.key(), in.values());
        }
        Filter.NotIn notIn = (Filter.NotIn) filter;
        return not(oneOf(notIn.key(), notIn.values()));
    }

    private C oneOf(String key, Collection<Object> values) {
        List<C> equal = values.stream()
                .filter(MetadataJson::isScalar)
                .map(value -> equal(key, value))
                .toList();
        return equal.size() == 1 ? equal.get(0) : any(equal);
    }

    private C ordered(String key, Order order, Object than) {
        if (than instanceof Number number) {
            return Double.isFinite(number.doubleValue())
                    ? number(key, order, number)
                    : beyond(key, order, number.doubleValue());
        }
        return than instanceof String text ? text(key, order, text) : any(List.of());
    }

    /** Every number is less than infinity; nothing compares with NaN. */
    private C beyond(String key, Order order, double infinite) {
        boolean holds = order.isLess() ? infinite > 0 : infinite < 0;
        Order to = order.isLess() ? Order.LTE : Order.GTE;
        return holds ? number(key, to, Math.copySign(Double.MAX_VALUE, infinite)) : any(List.of());
    }
}
