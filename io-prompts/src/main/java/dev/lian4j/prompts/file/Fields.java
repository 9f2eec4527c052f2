package dev.lian4j.prompts.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.TemplateException;
import dev.lian4j.prompts.NearNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The fields of an object in a prompt file. One of a name that nobody knows is an error; null is as good as missing.
 *
 * @param node the object
 * @param where its place in words, for errors
 */
record Fields(JsonNode node, String where) {

    // What LangChain writes and nothing here depends on.
    private static final Set<String> PASSED_OVER =
            Set.of("_type", "name", "metadata", "tags", "optional_variables", "input_types", "validate_template");
    // What LangChain has and nothing here can follow, unless it is null.
    private static final Set<String> UNSUPPORTED = Set.of("output_parser", "example_selector");

    Fields {
        if (!node.isObject()) {
            throw new TemplateException(where + " must be an object with fields such as _type and template.");
        }
    }

    /** The same, if it has no other fields than these. */
    Fields only(String... names) {
        Set<String> known = new HashSet<>(Set.of(names));
        known.addAll(PASSED_OVER);
        node.properties().forEach(field -> {
            boolean ignored =
                    UNSUPPORTED.contains(field.getKey()) && field.getValue().isNull();
            if (!ignored && !known.contains(field.getKey())) {
                throw wrong("field '" + field.getKey() + "' is not supported" + NearNames.hint(field.getKey(), known));
            }
        });
        return this;
    }

    Optional<JsonNode> get(String name) {
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    Optional<String> text(String name) {
        return get(name).map(value -> {
            if (!value.isTextual()) {
                throw wrong("field '" + name + "' must be a text");
            }
            return value.textValue();
        });
    }

    String neededText(String name) {
        return text(name).orElseThrow(() -> wrong("field '" + name + "' is missing"));
    }

    boolean flag(String name) {
        return get(name)
                .map(value -> {
                    if (!value.isBoolean()) {
                        throw wrong("field '" + name + "' must be true or false");
                    }
                    return value.booleanValue();
                })
                .orElse(false);
    }

    List<JsonNode> list(String name) {
        List<JsonNode> elements = new ArrayList<>();
        get(name).ifPresent(value -> {
            if (!value.isArray()) {
                throw wrong("field '" + name + "' must be a list");
            }
            value.forEach(elements::add);
        });
        return elements;
    }

    /** The values of an object, as plain Java, order kept. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        node.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                throw wrong("'" + field.getKey() + "' is null; give an empty text to mean nothing");
            }
            values.put(field.getKey(), PromptSyntax.plain(field.getValue()));
        });
        return values;
    }

    Fields at(JsonNode inner, String name) {
        return new Fields(inner, where + ", " + name);
    }

    /** What the supplier gives; an error that does not say where gets to say it. */
    <T> T within(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (TemplateException e) {
            String message = String.valueOf(e.getMessage());
            throw message.startsWith("Prompt file ") ? e : new TemplateException(where + ": " + message);
        }
    }

    TemplateException wrong(String what) {
        return new TemplateException(where + ": " + what + ".");
    }
}
