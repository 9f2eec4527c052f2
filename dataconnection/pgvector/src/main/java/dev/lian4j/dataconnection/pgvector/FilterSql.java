package dev.lian4j.dataconnection.pgvector;

import dev.lian4j.core.document.Filter;
import dev.lian4j.dataconnection.store.MetadataJson;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Filters as conditions that are true or false, never null, with keys and values bound. */
final class FilterSql {

    private static final Sql NO = Sql.of("false");

    private FilterSql() {}

    static Sql of(Filter filter) {
        if (filter instanceof Filter.And and) {
            return and.filters().isEmpty() ? Sql.of("true") : joined(and.filters(), " AND ");
        }
        if (filter instanceof Filter.Or or) {
            return or.filters().isEmpty() ? NO : joined(or.filters(), " OR ");
        }
        if (filter instanceof Filter.Not not) {
            return not(of(not.filter()));
        }
        return filter instanceof Filter.Ids ids ? Sql.of("id = ANY (?)", List.copyOf(ids.ids())) : compared(filter);
    }

    private static Sql joined(List<Filter> filters, String between) {
        return Sql.joined(filters.stream().map(FilterSql::of).toList(), between);
    }

    private static Sql not(Sql condition) {
        return Sql.of("NOT ").then(condition);
    }

    private static Sql compared(Filter filter) {
        if (filter instanceof Filter.Gt gt) {
            return ordered(gt.key(), ">", gt.value());
        }
        if (filter instanceof Filter.Gte gte) {
            return ordered(gte.key(), ">=", gte.value());
        }
        if (filter instanceof Filter.Lt lt) {
            return ordered(lt.key(), "<", lt.value());
        }
        return filter instanceof Filter.Lte lte ? ordered(lte.key(), "<=", lte.value()) : found(filter);
    }

    private static Sql found(Filter filter) {
        if (filter instanceof Filter.Contains contains) {
            return contains(contains.key(), contains.value());
        }
        if (filter instanceof Filter.Exists exists) {
            return Sql.of("coalesce(jsonb_typeof(metadata -> ?), 'null') <> 'null'", exists.key());
        }
        return among(filter);
    }

    private static Sql among(Filter filter) {
        if (filter instanceof Filter.Eq eq) {
            return equal(eq.key(), List.of(eq.value()));
        }
        if (filter instanceof Filter.Ne ne) {
            return not(equal(ne.key(), List.of(ne.value())));
        }
        if (filter instanceof Filter.In in) {
            return equal(in.key(), in.values());
        }
        Filter.NotIn notIn = (Filter.NotIn) filter;
        return not(equal(notIn.key(), notIn.values()));
    }

    /** Equals one of these, or is a list that has one; nothing but texts, numbers and booleans ever does. Both forms are what a GIN index over the metadata finds. */
    private static Sql equal(String key, Collection<Object> values) {
        List<Sql> same = values.stream()
                .filter(MetadataJson::isScalar)
                .flatMap(value -> Stream.of(value, List.of(value)))
                .map(value -> Sql.of("metadata @> ?::jsonb", PgText.json(Map.of(key, value))))
                .toList();
        return same.isEmpty() ? NO : Sql.joined(same, " OR ");
    }

    private static Sql contains(String key, String value) {
        return Sql.of(
                "(CASE WHEN jsonb_typeof(metadata -> ?) = 'string' THEN strpos(metadata ->> ?, ?) > 0"
                        + " ELSE metadata @> ?::jsonb END)",
                key,
                key,
                value,
                PgText.json(Map.of(key, List.of(value))));
    }

    private static Sql ordered(String key, String operator, Object value) {
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue())
                    ? typed(key, "number", "(metadata ->> ?)::numeric " + operator + " ?", decimal(number))
                    : beyond(key, operator, number.doubleValue());
        }
        return value instanceof String text
                ? typed(key, "string", "(metadata ->> ?) COLLATE \"C\" " + operator + " ?", text)
                : NO;
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    /** Every number is less than infinity; nothing compares with NaN. */
    private static Sql beyond(String key, String operator, double infinite) {
        boolean holds = operator.startsWith("<") ? infinite > 0 : infinite < 0;
        return holds ? Sql.of("coalesce(jsonb_typeof(metadata -> ?) = 'number', false)", key) : NO;
    }

    /** CASE, as AND would not keep PostgreSQL from casting what is of another type. */
    private static Sql typed(String key, String type, String comparison, Object value) {
        return Sql.of("(CASE jsonb_typeof(metadata -> ?) WHEN '" + type + "' THEN ", key)
                .then(comparison + " ELSE false END)", key, value);
    }
}
