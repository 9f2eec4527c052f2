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

/** JSON Schemas of Java types, in the order of their components. */
final class JsonSchemas {

    /** The formats that providers' strict modes know. */
    private static final Set<String> FORMATS = Set.of("date-time", "date", "time", "duration", "uuid");

    private JsonSchemas() {}

    /** The strict form. */
    static Map<String, Object> of(Type type, Type... arguments) {
        return finished(SchemaForm.STRICT, generator(SchemaForm.STRICT).generateSchema(type, arguments));
    }

    /** The schema in this form, with no reference to its root. */
    static Map<String, Object> of(SchemaForm form, Type type, Type... arguments) {
        ObjectNode schema = generator(form).generateSchema(type, arguments);
        RootReference.name(schema);
        return finished(form, schema);
    }

    static SchemaGenerator generator(SchemaForm form) {
        return new SchemaGenerator(config(form).build());
    }

    /** The schema that the generator made, as plain values. */
    static Map<String, Object> finished(SchemaForm form, ObjectNode schema) {
        tidy(schema);
        if (form == SchemaForm.STRICT) {
            StrictKeywords.apply(schema);
        } else {
            PlainKeywords.apply(schema);
        }
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

    private static SchemaGeneratorConfigBuilder config(SchemaForm form) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(Option.FLATTENED_OPTIONALS, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.EXTRA_OPEN_API_FORMAT_VALUES)
                .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_ENUMS);
        config.forTypesInGeneral()
                .withPropertySorter((unusedA, unusedB) -> 0)
                .withSubtypeResolver(SealedSchemas::subtypes)
                .withTypeAttributeOverride(SealedSchemas::mark)
                .withCustomDefinitionProvider((type, context) -> definition(type.getErasedType()));
        addForm(config, form);
        JakartaConstraints.addTo(config);
        return config;
    }

    private static void addForm(SchemaGeneratorConfigBuilder config, SchemaForm form) {
        if (form == SchemaForm.STRICT) {
            config.forFields().withRequiredCheck(field -> true).withNullableCheck(JsonSchemas::isAbsentAllowed);
        } else {
            config.forFields()
                    .withRequiredCheck(
                            field -> Defaults.of(field.getRawMember()).isEmpty() && !isAbsentAllowed(field))
                    .withNullableCheck(field -> false)
                    .withDefaultResolver(JsonSchemas::defaultValue);
        }
    }

    private static @Nullable JsonNode defaultValue(FieldScope field) {
        return Defaults.of(field.getRawMember())
                .map(value ->
                        Defaults.json(field.getName(), field.getRawMember().getGenericType(), value))
                .orElse(null);
    }

    private static boolean isAbsentAllowed(FieldScope field) {
        Class<?> owner = field.getRawMember().getDeclaringClass();
        return owner.isRecord()
                && Arrays.stream(owner.getRecordComponents())
                        .anyMatch(component ->
                                component.getName().equals(field.getDeclaredName()) && Absent.isAllowed(component));
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
