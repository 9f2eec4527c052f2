package dev.lian4j.parsers;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.TypeScope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a schema that tells the records of a sealed interface apart, see {@link SealedTypes}. */
final class SealedSchemas {

    private SealedSchemas() {}

    /** The records of a sealed interface; null for other types. */
    static @Nullable List<ResolvedType> subtypes(ResolvedType declared, SchemaGenerationContext context) {
        Class<?> type = declared.getErasedType();
        return SealedTypes.isOne(type)
                ? SealedTypes.records(type).values().stream()
                        .map(record -> context.getTypeContext().resolveSubtype(declared, record))
                        .toList()
                : null;
    }

    /** Gives such a record, as the first of its fields, the one that says which it is. */
    static void mark(ObjectNode schema, TypeScope scope, SchemaGenerationContext unused) {
        Class<?> type = scope.getType().getErasedType();
        if (SealedTypes.isMember(type)) {
            checkFree(schema, type);
            ObjectNode properties = schema.objectNode();
            properties
                    .putObject(SealedTypes.FIELD)
                    .put("type", "string")
                    .putArray("enum")
                    .add(SealedTypes.name(type));
            properties.setAll(schema.withObjectProperty("properties"));
            ArrayNode required = schema.arrayNode().add(SealedTypes.FIELD);
            schema.set("properties", properties);
            schema.set("required", required.addAll(schema.withArrayProperty("required")));
        }
    }

    private static void checkFree(ObjectNode schema, Class<?> type) {
        if (schema.path("properties").has(SealedTypes.FIELD)) {
            throw new IllegalArgumentException("Record " + type.getSimpleName() + " has a component '"
                    + SealedTypes.FIELD + "', which is to tell it from the others of its sealed interface;"
                    + " rename it, or use @JsonTypeInfo");
        }
    }
}
