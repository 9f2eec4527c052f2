package dev.lian4j.parsers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is meant by a component or parameter that is left out. */
final class Defaults {

    private Defaults() {}

    /** What {@code @JsonProperty(defaultValue)} says. */
    static Optional<String> of(AnnotatedElement element) {
        return Optional.ofNullable(element.getAnnotation(JsonProperty.class))
                .map(JsonProperty::defaultValue)
                .filter(value -> !value.isEmpty());
    }

    /**
     * The default as JSON.
     *
     * @throws IllegalArgumentException if it is no value of the type
     */
    static JsonNode json(String name, Type type, String value) {
        JavaType javaType = TypeFactory.defaultInstance().constructType(type);
        JsonNode node = parsed(value, javaType);
        if (node == null) {
            node = parsed(Json.MAPPER.getNodeFactory().textNode(value).toString(), javaType);
        }
        if (node == null) {
            throw new IllegalArgumentException(
                    "The default '" + value + "' of '" + name + "' is no " + javaType.toCanonical());
        }
        return node;
    }

    /** The JSON, where it is a value of the type; a text only where it is in quotes, as 5 may be meant as a text. */
    private static @Nullable JsonNode parsed(String json, JavaType type) {
        try {
            JsonNode node = Json.tree(json);
            Object value = Json.MAPPER.readerFor(type).readValue(node);
            boolean changed = value instanceof CharSequence && !node.isTextual();
            return value == null || changed ? null : node;
        } catch (JsonProcessingException e) {
            return null;
        } catch (java.io.IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }
}
