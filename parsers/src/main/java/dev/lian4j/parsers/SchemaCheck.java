package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.lian4j.core.error.OutputParserException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Checks JSON against a schema, after filling in what may be left out. Loads nothing that a schema refers to elsewhere. */
final class SchemaCheck {

    private static final int MAX_PROBLEMS = 10;
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .pathType(PathType.JSON_PATH)
                            .build()));

    private final Blanks blanks;
    private final Schema schema;

    private SchemaCheck(Blanks blanks, Schema schema) {
        this.blanks = blanks;
        this.schema = schema;
    }

    /** A check that keeps to the schema in all. */
    static SchemaCheck of(Map<String, Object> schema) {
        return of(Json.MAPPER.<JsonNode>valueToTree(schema));
    }

    /** A check that passes over fields that the schema does not know. */
    static SchemaCheck open(Map<String, Object> schema) {
        JsonNode tree = Json.MAPPER.valueToTree(schema);
        open(tree);
        return of(tree);
    }

    private static SchemaCheck of(JsonNode tree) {
        SchemaTree schemas = new SchemaTree(tree);
        JsonNode checked = tree.deepCopy();
        tellApart(schemas, checked);
        return new SchemaCheck(new Blanks(schemas), schema(checked));
    }

    private static Schema schema(JsonNode tree) {
        try {
            Schema schema = REGISTRY.getSchema(tree);
            schema.initializeValidators(); // so that what is wrong with a schema is said when it is given
            return schema;
        } catch (SchemaException e) {
            throw new IllegalArgumentException("The JSON Schema cannot be used: " + e.getMessage(), e);
        }
    }

    private static void open(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("additionalProperties").isBoolean()) {
            object.remove("additionalProperties");
        }
        node.forEach(SchemaCheck::open);
    }

    /** Where a field tells records apart, only the one that it names is tried, so that errors are those of this one. */
    private static void tellApart(SchemaTree schemas, JsonNode node) {
        if (node instanceof ObjectNode object && isTold(schemas, object.path("anyOf"))) {
            JsonNode options = object.remove("anyOf");
            object.put("type", "object").withArrayProperty("required").add(SealedTypes.FIELD);
            options.forEach(option ->
                    tell(object, option, schemas.name(schemas.resolved(option)).orElseThrow()));
        }
        node.forEach(part -> tellApart(schemas, part));
    }

    private static void tell(ObjectNode object, JsonNode option, String name) {
        object.withObjectProperty("properties")
                .withObjectProperty(SealedTypes.FIELD)
                .withArrayProperty("enum")
                .add(name);
        ObjectNode only = object.withArrayProperty("allOf").addObject();
        ObjectNode condition = only.putObject("if");
        condition.putArray("required").add(SealedTypes.FIELD);
        condition.putObject("properties").putObject(SealedTypes.FIELD).put("const", name);
        only.set("then", option);
    }

    private static boolean isTold(SchemaTree schemas, JsonNode options) {
        boolean told = !options.isEmpty();
        for (JsonNode option : options) {
            told &= schemas.name(schemas.resolved(option)).isPresent();
        }
        return told;
    }

    /**
     * Fills in what is left out, in place.
     *
     * @throws OutputParserException if the JSON does not keep to the schema; says where and why
     */
    void check(JsonNode node, String output) {
        List<Error> errors;
        try {
            blanks.fill(node);
            errors = schema.validate(node);
        } catch (StackOverflowError e) { // a schema that refers to itself takes as much stack as the JSON is deep
            throw new OutputParserException("The JSON is nested too deep for this thread's stack.", output, e);
        }
        if (!errors.isEmpty()) {
            throw new OutputParserException("The JSON does not keep to its schema: " + said(errors) + ".", output);
        }
    }

    private static String said(List<Error> errors) {
        String more = errors.size() > MAX_PROBLEMS ? "; and " + (errors.size() - MAX_PROBLEMS) + " more" : "";
        return errors.stream()
                .limit(MAX_PROBLEMS)
                .map(error -> "at " + error.getInstanceLocation() + " " + error.getMessage())
                .collect(Collectors.joining("; ", "", more));
    }
}
