package dev.lian4j.parsers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schemas of records. Every component is required, since providers' strict modes demand it; one that may be absent
 * may be null. Order as declared.
 */
final class JsonSchemas {

    /** The formats that providers' strict modes know. */
    private static final Set<String> FORMATS = Set.of("date-time", "date", "time", "duration", "uuid");

    private JsonSchemas() {}

    static Map<String, Object> of(Type type, Type... arguments) {
        ObjectNode schema = new SchemaGenerator(config().build()).generateSchema(type, arguments);
        tidy(schema);
        return Collections.unmodifiableMap(
                Json.MAPPER.convertValue(schema, new TypeReference<LinkedHashMap<String, Object>>() {}));
    }

    /** Takes away what strict modes refuse or what says nothing. */
    private static void tidy(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.path("format").isTextual()
                    && !FORMATS.contains(object.path("format").textValue())) {
                object.remove("format");
            }
            if (object.has("anyOf") && object.path("additionalProperties").isBoolean()) {
                object.remove("additionalProperties");
            }
        }
        node.forEach(JsonSchemas::tidy);
    }

    private static SchemaGeneratorConfigBuilder config() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.FLATTENED_OPTIONALS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.EXTRA_OPEN_API_FORMAT_VALUES)
                .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_ENUMS);
        config.forTypesInGeneral()
                .withPropertySorter((unusedA, unusedB) -> 0)
                .withCustomDefinitionProvider((type, context) -> definition(type.getErasedType()));
        config.forFields().withRequiredCheck(field -> true).withNullableCheck(JsonSchemas::isNullable);
        return config;
    }

    /** The types that are not what their fields say. */
    private static @Nullable CustomDefinition definition(Class<?> type) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        if (type.isEnum()) {
            schema = constants(type);
        } else if (type == OptionalInt.class || type == OptionalLong.class) {
            schema.put("type", "integer");
        } else if (type == OptionalDouble.class) {
            schema.put("type", "number");
        } else if (!JsonNode.class.isAssignableFrom(type)) {
            return null;
        }
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.NO);
    }

    /** An enum's constants, by the names that Jackson reads. */
    private static ObjectNode constants(Class<?> type) {
        ObjectNode schema = Json.MAPPER.createObjectNode().put("type", "string");
        ArrayNode names = schema.putArray("enum");
        for (Object constant : type.getEnumConstants()) {
            names.add(Json.MAPPER.<JsonNode>valueToTree(constant));
        }
        return schema;
    }

    private static boolean isNullable(FieldScope field) {
        Class<?> owner = field.getRawMember().getDeclaringClass();
        return owner.isRecord()
                && Arrays.stream(owner.getRecordComponents())
                        .anyMatch(component ->
                                component.getName().equals(field.getDeclaredName()) && Absent.isAllowed(component));
    }

    /** Whether each object says all of its fields, as providers' strict modes demand. */
    static boolean isStrict(Object schema) {
        if (schema instanceof Map<?, ?> map) {
            boolean open = map.get("additionalProperties") instanceof Map || map.isEmpty();
            return !open && map.values().stream().allMatch(JsonSchemas::isStrict);
        }
        return !(schema instanceof Iterable<?> list) || allStrict(list);
    }

    private static boolean allStrict(Iterable<?> list) {
        for (Object element : list) {
            if (!isStrict(element)) {
                return false;
            }
        }
        return true;
    }
}
