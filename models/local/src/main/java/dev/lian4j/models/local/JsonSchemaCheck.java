package dev.lian4j.models.local;

import dev.lian4j.core.error.ModelException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Tells which part of a JSON Schema llama.cpp cannot hold an answer to: it ignores some keywords silently, and ends its
 * process on others. After llama.cpp's {@code json-schema-to-grammar.cpp}.
 */
final class JsonSchemaCheck {

    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");
    private static final Set<String> HELD = Set.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "prefixItems",
            "minItems",
            "maxItems",
            "enum",
            "const",
            "anyOf",
            "oneOf",
            "allOf",
            "$ref",
            "$defs",
            "definitions",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "format");
    private static final Set<String> REMARKS = Set.of(
            "title",
            "description",
            "default",
            "examples",
            "$schema",
            "$id",
            "$comment",
            "deprecated",
            "readOnly",
            "writeOnly");
    private static final Set<String> FORMATS = Set.of("date", "time", "date-time", "uuid");
    private static final Set<String> BY_NAME = Set.of("properties", "$defs", "definitions");
    private static final Set<String> BOUNDS = Set.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    private final Map<String, Object> root;
    private final boolean strict;

    private JsonSchemaCheck(Map<String, Object> root, boolean strict) {
        this.root = root;
        this.strict = strict;
    }

    /**
     * Checks a schema.
     *
     * @param strict whether each keyword must be held to; else those that cannot be are passed over
     * @throws ModelException if it cannot be held to; says at which place
     */
    static void check(Map<String, Object> schema, boolean strict) {
        new JsonSchemaCheck(schema, strict).schema(schema, "#");
    }

    private void schema(Object value, String place) {
        if (value instanceof Boolean) {
            return;
        }
        if (!(value instanceof Map<?, ?> schema)) {
            throw fail(place, "is no schema");
        }
        schema.forEach((key, part) -> keyword(schema, String.valueOf(key), part, place + "/" + key));
    }

    private void keyword(Map<?, ?> schema, String key, Object value, String place) {
        if (key.equals("type")) {
            type(value, place);
        } else if (key.equals("$ref")) {
            reference(String.valueOf(value), place);
        } else if (BY_NAME.contains(key) && value instanceof Map<?, ?> named) {
            named.forEach((name, part) -> schema(part, place + "/" + name));
        } else if (value instanceof Map<?, ?> && !REMARKS.contains(key) && HELD.contains(key) && !key.equals("const")) {
            schema(value, place);
        } else if (Set.of("anyOf", "oneOf", "allOf", "prefixItems").contains(key)) {
            alternatives(value, place);
        } else if (strict && !(held(schema, key, value) || REMARKS.contains(key))) {
            throw fail(place, "cannot be held to; leave it out, or ask for a schema that is not strict");
        }
    }

    private static boolean held(Map<?, ?> schema, String key, Object value) {
        if (key.equals("format")) {
            return FORMATS.contains(String.valueOf(value));
        }
        return HELD.contains(key) && !(BOUNDS.contains(key) && !"integer".equals(schema.get("type")));
    }

    private void type(Object value, String place) {
        Collection<?> names = value instanceof Collection<?> many ? many : Set.of(value);
        for (Object name : names) {
            if (!TYPES.contains(String.valueOf(name))) {
                throw fail(place, "is '" + name + "', no type of JSON");
            }
        }
    }

    private void reference(String target, String place) {
        Object at = target.startsWith("#/") ? root : null;
        for (String name : target.substring(Math.min(2, target.length())).split("/", -1)) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        if (at == null) {
            throw fail(place, "refers to '" + target + "'; only places that are in the schema, '#/...', can be used");
        }
    }

    private void alternatives(Object value, String place) {
        if (!(value instanceof Collection<?> parts) || parts.isEmpty()) {
            throw fail(place, "must be a list of schemas");
        }
        int i = 0;
        for (Object part : parts) {
            schema(part, place + "/" + i++);
        }
    }

    private static ModelException fail(String place, String what) {
        return new ModelException("The JSON Schema at " + place + " " + what);
    }
}
