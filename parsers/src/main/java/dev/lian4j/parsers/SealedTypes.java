package dev.lian4j.parsers;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Sealed interfaces of records as JSON: the field {@value #FIELD} says which of the records it is, by its simple name or
 * its {@code @JsonTypeName}. Those with a {@code @JsonTypeInfo} of their own are left to it.
 */
final class SealedTypes {

    static final String FIELD = "type";

    private SealedTypes() {}

    /** Whether the type is such an interface. */
    static boolean isOne(Class<?> type) {
        return type.isInterface() && type.isSealed() && !type.isAnnotationPresent(JsonTypeInfo.class);
    }

    /** Whether the type is one of the records of such an interface. */
    static boolean isMember(Class<?> type) {
        return type.isRecord() && Arrays.stream(type.getInterfaces()).anyMatch(SealedTypes::isOne);
    }

    /**
     * The records of such an interface by their names, in the order of the source; those of interfaces within too.
     *
     * @throws IllegalArgumentException if something else implements it, or two have the same name
     */
    static Map<String, Class<?>> records(Class<?> sealed) {
        Map<String, Class<?>> records = new LinkedHashMap<>();
        flattened(sealed).forEach(type -> {
            if (!type.isRecord()) {
                throw new IllegalArgumentException(type.getName() + " implements sealed interface "
                        + sealed.getSimpleName() + " and is no record; make it one, or use @JsonTypeInfo");
            }
            if (records.put(name(type), type) != null) {
                throw new IllegalArgumentException("Two records of sealed interface " + sealed.getSimpleName()
                        + " are named '" + name(type) + "'; give one a @JsonTypeName");
            }
        });
        return records;
    }

    private static Stream<Class<?>> flattened(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> isOne(type) ? flattened(type) : Stream.of(type))
                .distinct();
    }

    static String name(Class<?> type) {
        JsonTypeName said = type.getAnnotation(JsonTypeName.class);
        return said == null || said.value().isEmpty() ? type.getSimpleName() : said.value();
    }
}
