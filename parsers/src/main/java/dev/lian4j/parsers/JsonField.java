package dev.lian4j.parsers;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object in JSON that no record stands for, such as a method's parameter.
 *
 * @param name the field's name
 * @param type its Java type
 * @param description what it means, for a model; empty for none
 * @param required whether it must be there; else, and always where the type is an {@code Optional}, it may be missing or
 *     null
 * @param defaultValue what is meant where it is not there, as JSON or, for texts and enums, as it is; null for none
 */
public record JsonField(
        String name,
        Type type,
        String description,
        boolean required,
        @Nullable String defaultValue) {

    /** Checks that the name is not blank, and that only what can be left out is. */
    public JsonField {
        required = required && !Absent.isOptional(type);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A field needs a name");
        }
        if (required && defaultValue != null) {
            throw new IllegalArgumentException("Field '" + name + "' has a default, so it cannot be required");
        }
        if (!required && defaultValue == null && type instanceof Class<?> plain && plain.isPrimitive()) {
            throw new IllegalArgumentException(
                    "Field '" + name + "' cannot be left out, as a " + plain + " cannot be null; give it a default");
        }
    }

    /** A field that must be there. */
    public static JsonField of(String name, Type type, String description) {
        return new JsonField(name, type, description, true, null);
    }
}
