package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.lian4j.core.error.OutputParserException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ways to turn JSON into values, put together by {@link JsonBinding}. */
final class Readers {

    /** The field that holds a value that is no object, where only objects can be asked for. */
    static final String VALUE = "value";

    private Readers() {}

    /**
     * Checks the JSON before it is turned into anything.
     *
     * @param check the check
     * @param reader what turns it
     */
    record Checked<T>(SchemaCheck check, JsonReader<T> reader) implements JsonReader<T> {

        @Override
        public boolean fits(JsonNode node) {
            return reader.fits(node);
        }

        @Override
        public String kind() {
            return reader.kind();
        }

        @Override
        public T convert(JsonNode node, String output) {
            if (fits(node)) {
                check.check(node, output);
            }
            return reader.convert(node, output);
        }
    }

    /**
     * Takes a value out of the object around it.
     *
     * @param reader what turns the value
     */
    record Unwrapping<T>(JsonReader<T> reader) implements JsonReader<T> {

        @Override
        public boolean fits(JsonNode node) {
            return node.isObject();
        }

        @Override
        public String kind() {
            return "an object with the field '" + VALUE + "'";
        }

        @Override
        public T convert(JsonNode node, String output) {
            return reader.convert(node.path(VALUE), output);
        }
    }

    /**
     * Puts an object around a value that a model gave bare.
     *
     * @param reader what turns the object
     */
    record Wrapping<T>(JsonReader<T> reader) implements JsonReader<T> {

        @Override
        public boolean fits(JsonNode node) {
            return node.isContainerNode();
        }

        @Override
        public String kind() {
            return reader.kind();
        }

        @Override
        public T convert(JsonNode node, String output) {
            boolean wrapped = node.size() == 1 && node.has(VALUE);
            return reader.convert(
                    wrapped ? node : Json.MAPPER.createObjectNode().set(VALUE, node), output);
        }
    }

    /**
     * The values of an object's fields, in the order that they were named in.
     *
     * @param targets what each is turned into
     */
    record Values(Map<String, JsonTarget<@Nullable Object>> targets) implements JsonReader<List<@Nullable Object>> {

        static Values of(List<JsonField> fields) {
            Map<String, JsonTarget<@Nullable Object>> targets = new LinkedHashMap<>();
            for (JsonField field : fields) {
                var type = TypeFactory.defaultInstance().constructType(field.type());
                if (targets.put(field.name(), new JsonTarget<>(type, null)) != null) {
                    throw new IllegalArgumentException("Two fields are named '" + field.name() + "'");
                }
            }
            return new Values(targets);
        }

        @Override
        public boolean fits(JsonNode node) {
            return node.isObject();
        }

        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public List<@Nullable Object> convert(JsonNode node, String output) {
            if (!fits(node)) {
                throw new OutputParserException("Expected an object.", output);
            }
            List<@Nullable Object> values = new ArrayList<>();
            targets.forEach((name, target) -> values.add(value(node, name, target, output)));
            return Collections.unmodifiableList(values);
        }

        private static @Nullable Object value(
                JsonNode node, String name, JsonTarget<@Nullable Object> target, String output) {
            try {
                return target.convert(node.has(name) ? node.get(name) : NullNode.getInstance(), output);
            } catch (OutputParserException e) {
                throw new OutputParserException("Field '" + name + "': " + e.getMessage(), output, e);
            }
        }
    }
}
