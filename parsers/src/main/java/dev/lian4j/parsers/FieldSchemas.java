package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON Schemas of objects whose fields are named one by one. */
final class FieldSchemas {

    private FieldSchemas() {}

    static Map<String, Object> of(SchemaForm form, List<JsonField> fields) {
        SchemaBuilder builder = JsonSchemas.generator(form).buildMultipleSchemaDefinitions();
        Map<JsonField, ObjectNode> parts = new LinkedHashMap<>();
        fields.forEach(field -> parts.put(field, builder.createSchemaReference(Absent.held(field.type()))));
        ObjectNode definitions = builder.collectDefinitions("$defs");
        ObjectNode schema = Json.MAPPER.createObjectNode();
        if (!definitions.isEmpty()) {
            schema.set("$defs", definitions);
        }
        schema.put("type", "object").putObject("properties");
        parts.forEach((field, part) -> add(schema, form, field, part));
        schema.put("additionalProperties", false);
        return JsonSchemas.finished(form, schema);
    }

    private static void add(ObjectNode schema, SchemaForm form, JsonField field, ObjectNode part) {
        schema.withObjectProperty("properties").set(field.name(), described(form, field, part));
        if (field.required() || form == SchemaForm.STRICT) {
            schema.withArrayProperty("required").add(field.name());
        }
    }

    private static JsonNode described(SchemaForm form, JsonField field, ObjectNode part) {
        ObjectNode described = form == SchemaForm.STRICT && !field.required() ? orNull(part) : part;
        if (!field.description().isEmpty()) {
            described.put("description", field.description());
        }
        if (form == SchemaForm.PLAIN && field.defaultValue() != null) {
            described.set("default", Defaults.json(field.name(), field.type(), field.defaultValue()));
        }
        return described;
    }

    private static ObjectNode orNull(ObjectNode part) {
        ObjectNode either = part.objectNode();
        either.putArray("anyOf").add(part).addObject().put("type", "null");
        return either;
    }
}
