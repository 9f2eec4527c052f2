package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Filter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Whether a filter that a model wrote fits the attributes that there are. */
record FilterCheck(List<AttributeInfo> attributes) {

    /** What is wrong with the filter, in words for the model that wrote it. */
    Optional<String> problem(Filter filter) {
        return problems(filter).findFirst();
    }

    private Stream<String> problems(Filter filter) {
        if (filter instanceof Filter.And and) {
            return and.filters().stream().flatMap(this::problems);
        }
        if (filter instanceof Filter.Or or) {
            return or.filters().stream().flatMap(this::problems);
        }
        if (filter instanceof Filter.Not not) {
            return problems(not.filter());
        }
        return filter instanceof Filter.Exists exists
                ? check(exists.key(), List.of(), (type, value) -> true)
                : ofValues(filter);
    }

    private Stream<String> ofValues(Filter filter) {
        if (filter instanceof Filter.Eq eq) {
            return check(eq.key(), List.of(eq.value()), FilterCheck::equatable);
        }
        if (filter instanceof Filter.Ne ne) {
            return check(ne.key(), List.of(ne.value()), FilterCheck::equatable);
        }
        if (filter instanceof Filter.In in) {
            return check(in.key(), in.values(), FilterCheck::equatable);
        }
        if (filter instanceof Filter.NotIn in) {
            return check(in.key(), in.values(), FilterCheck::equatable);
        }
        return filter instanceof Filter.Contains contains
                ? check(contains.key(), List.of(contains.value()), FilterCheck::containable)
                : ofOrder(filter);
    }

    private Stream<String> ofOrder(Filter filter) {
        if (filter instanceof Filter.Gt gt) {
            return check(gt.key(), List.of(gt.value()), FilterCheck::ordered);
        }
        if (filter instanceof Filter.Gte gte) {
            return check(gte.key(), List.of(gte.value()), FilterCheck::ordered);
        }
        if (filter instanceof Filter.Lt lt) {
            return check(lt.key(), List.of(lt.value()), FilterCheck::ordered);
        }
        return filter instanceof Filter.Lte lte
                ? check(lte.key(), List.of(lte.value()), FilterCheck::ordered)
                : Stream.of("The filter may compare attributes only");
    }

    private Stream<String> check(String key, Collection<?> values, BiPredicate<AttributeInfo.Type, Object> fits) {
        return attributes.stream()
                .filter(attribute -> attribute.name().equals(key))
                .findFirst()
                .map(attribute -> values.stream()
                        .filter(value -> !fits.test(attribute.type(), value))
                        .map(value ->
                                "Attribute " + key + " is a " + attribute.type() + ", so it cannot be compared so to "
                                        + (value instanceof String ? "the text '" + value + "'" : value)))
                .orElseGet(() -> Stream.of("There is no attribute " + key + "; there are "
                        + attributes.stream().map(AttributeInfo::name).toList()));
    }

    private static boolean equatable(AttributeInfo.Type type, Object value) {
        return switch (type) {
            case STRING, STRING_LIST -> value instanceof String;
            case INTEGER, FLOAT -> value instanceof Number;
            case BOOLEAN -> value instanceof Boolean;
            case DATE -> day(value);
        };
    }

    private static boolean ordered(AttributeInfo.Type type, Object value) {
        return type != AttributeInfo.Type.BOOLEAN && type != AttributeInfo.Type.STRING_LIST && equatable(type, value);
    }

    private static boolean containable(AttributeInfo.Type type, Object value) {
        return Set.of(AttributeInfo.Type.STRING, AttributeInfo.Type.STRING_LIST, AttributeInfo.Type.DATE)
                .contains(type);
    }

    private static boolean day(Object value) {
        try {
            LocalDate.parse(String.valueOf(value));
            return true;
        } catch (DateTimeParseException notDay) {
            return false;
        }
    }
}
