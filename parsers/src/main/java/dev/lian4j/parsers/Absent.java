package dev.lian4j.parsers;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Which components of a record may be absent or null: an {@code Optional}, or one marked {@code @Nullable} (anybody's). */
final class Absent {

    private static final Set<Type> OPTIONALS =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private Absent() {}

    /** Whether the type says that there may be no value. */
    static boolean isOptional(Type type) {
        return OPTIONALS.contains(type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }

    /** What an {@code Optional} holds; other types as they are. */
    static Type held(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                ? generic.getActualTypeArguments()[0]
                : type;
    }

    static boolean isAllowed(RecordComponent component) {
        return isOptional(component.getType()) || isNullable(component) || isNullable(component.getAnnotatedType());
    }

    /** Whether a list's elements or a map's values may be null. */
    static boolean isAllowedWithin(RecordComponent component) {
        return component.getAnnotatedType() instanceof AnnotatedParameterizedType type
                && Arrays.stream(type.getAnnotatedActualTypeArguments()).anyMatch(Absent::isNullable);
    }

    private static boolean isNullable(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
