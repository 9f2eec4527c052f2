package dev.lian4j.parsers.tool;

import dev.lian4j.parsers.JsonField;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A parameter of a method as a field of a tool's arguments. */
final class MethodParameter {

    private MethodParameter() {}

    static JsonField field(Parameter parameter) {
        ToolParam said = parameter.getAnnotation(ToolParam.class);
        String defaultValue = said == null || said.defaultValue().isEmpty() ? null : said.defaultValue();
        boolean required = (said == null || said.required()) && defaultValue == null && !isNullable(parameter);
        return new JsonField(
                name(parameter, said),
                parameter.getParameterizedType(),
                said == null ? "" : said.description(),
                required,
                defaultValue);
    }

    private static String name(Parameter parameter, @Nullable ToolParam said) {
        if (said != null && !said.name().isEmpty()) {
            return said.name();
        }
        if (!parameter.isNamePresent()) {
            throw new IllegalArgumentException("the compiler did not keep the names of its parameters;"
                    + " compile with -parameters or give each a @ToolParam(name)");
        }
        return parameter.getName();
    }

    private static boolean isNullable(Parameter parameter) {
        return Stream.of(
                        parameter.getAnnotations(), parameter.getAnnotatedType().getAnnotations())
                .flatMap(Stream::of)
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getSimpleName().equals("Nullable"));
    }
}
