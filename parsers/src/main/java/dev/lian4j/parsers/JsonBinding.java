package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.lian4j.core.error.OutputParserException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Java type as a JSON object that a model writes: the schema to ask with, and what comes checked against it and turned
 * into a value. A type that is no record is the field {@code value} of an object, since models are asked for objects.
 * What tool arguments and structured output have in common. Immutable.
 *
 * <p>A component with {@code @JsonProperty(defaultValue)} may be left out; one that is an {@code Optional} or marked
 * {@code @Nullable} may be left out or null. Records of a sealed interface are told apart by the field {@code type}.
 * Where {@code jakarta.validation-api} and {@code jsonschema-module-jakarta-validation} are on the class path, the
 * constraints {@code @Min}, {@code @Max}, {@code @DecimalMin}, {@code @DecimalMax}, {@code @Positive}, {@code @Negative},
 * {@code @Size}, {@code @NotEmpty}, {@code @NotBlank} and {@code @Pattern} on components are held to.
 *
 * @param <T> the value
 */
public final class JsonBinding<T> {

    /** The most characters that are read. */
    public static final int MAX_CHARACTERS = 16 * 1024 * 1024;

    private static final int LONGEST_NAME = 60;

    private final String name;
    private final Map<String, Object> schema;
    private final Map<String, Object> strictSchema;
    private final JsonReader<T> exact;
    private final JsonReader<T> lenient;

    private JsonBinding(
            String name,
            Map<String, Object> schema,
            Map<String, Object> strictSchema,
            JsonReader<T> exact,
            JsonReader<T> lenient) {
        this.name = name;
        this.schema = schema;
        this.strictSchema = strictSchema;
        this.exact = exact;
        this.lenient = lenient;
    }

    /**
     * The binding of a record, an enum, a sealed interface of records, or a value such as {@code Integer}.
     *
     * @throws IllegalArgumentException if it is another type, or a record that needs itself
     */
    public static <T> JsonBinding<T> of(Class<T> type) {
        checkBindable(type);
        if (!type.isRecord()) {
            return wrapped(schemaName(type), type);
        }
        JsonTarget<T> target = new JsonTarget<>(javaType(type), JsonNodeType.OBJECT);
        return from(
                schemaName(type),
                JsonSchemas.of(SchemaForm.PLAIN, type),
                JsonSchemas.of(SchemaForm.STRICT, type),
                target);
    }

    /**
     * The binding of a list of what {@link #of} takes.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static <E> JsonBinding<List<E>> listOf(Class<E> type) {
        checkBindable(type);
        return wrapped(schemaName(type) + "List", new ListType(type));
    }

    /**
     * The binding of an object of these fields; its value is the list of theirs, in this order, null where a field that
     * is not required has none.
     *
     * @throws IllegalArgumentException if two have the same name, or a default is no value of its type
     */
    public static JsonBinding<List<@Nullable Object>> ofFields(List<JsonField> fields) {
        Readers.Values reader = Readers.Values.of(fields);
        fields.forEach(field -> EndlessRecords.check(javaType(field.type()).getRawClass()));
        return from(
                "object",
                FieldSchemas.of(SchemaForm.PLAIN, fields),
                FieldSchemas.of(SchemaForm.STRICT, fields),
                reader);
    }

    /**
     * The binding of an object that a JSON Schema describes, to a map, fields in their order.
     *
     * @throws IllegalArgumentException if it is no schema, or refers to another document: none is loaded
     */
    public static JsonBinding<Map<String, Object>> ofSchema(Map<String, Object> schema) {
        JavaType map = TypeFactory.defaultInstance().constructMapType(LinkedHashMap.class, String.class, Object.class);
        return from("object", schema, schema, new JsonTarget<>(map, JsonNodeType.OBJECT));
    }

    private static <T> JsonBinding<T> wrapped(String name, Type type) {
        List<JsonField> value = List.of(JsonField.of(Readers.VALUE, type, ""));
        Map<String, Object> schema = FieldSchemas.of(SchemaForm.PLAIN, value);
        JsonReader<T> reader = new Readers.Unwrapping<>(new JsonTarget<>(javaType(type), null));
        return new JsonBinding<>(
                name,
                schema,
                FieldSchemas.of(SchemaForm.STRICT, value),
                new Readers.Checked<>(SchemaCheck.of(schema), reader),
                new Readers.Wrapping<>(new Readers.Checked<>(SchemaCheck.open(schema), reader)));
    }

    private static <T> JsonBinding<T> from(
            String name, Map<String, Object> schema, Map<String, Object> strictSchema, JsonReader<T> reader) {
        return new JsonBinding<>(
                name,
                schema,
                strictSchema,
                new Readers.Checked<>(SchemaCheck.of(schema), reader),
                new Readers.Checked<>(SchemaCheck.open(schema), reader));
    }

    private static void checkBindable(Class<?> type) {
        boolean value = type.getName().startsWith("java.") && !Modifier.isAbstract(type.getModifiers());
        if (!value && !type.isRecord() && !type.isEnum() && !type.isSealed()) {
            throw new IllegalArgumentException(
                    type.getName() + " is neither a record, an enum, a sealed interface of records nor a value");
        }
        EndlessRecords.check(type);
    }

    private static String schemaName(Class<?> type) {
        String plain = type.getSimpleName().replaceAll("[^A-Za-z0-9_-]", "");
        return plain.isEmpty() ? "answer" : plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    }

    private static JavaType javaType(Type type) {
        return TypeFactory.defaultInstance().constructType(type);
    }

    /** A name for the schema: letters, digits, {@code _} and {@code -}. */
    public String name() {
        return name;
    }

    /** The JSON Schema, as maps, lists and plain values: what may be left out is not required. */
    public Map<String, Object> schema() {
        return schema;
    }

    /**
     * The JSON Schema in the form that providers' strict modes demand: all fields required, those that may be left out
     * may be null, and keywords that not all of them know become words of the descriptions.
     */
    public Map<String, Object> strictSchema() {
        return strictSchema;
    }

    /** Whether the schema names all fields of all objects, as strict modes demand; one with a map does not. */
    public boolean isStrict() {
        return JsonSchemas.isStrict(strictSchema);
    }

    /**
     * The value of a text that is one JSON object, as a tool's arguments. Small faults of form are seen past, but nothing
     * may be missing at the end, and no field is there that the schema does not know. A blank text is an empty object.
     *
     * @throws OutputParserException if the text is not JSON or does not keep to the schema; says where and why
     */
    public T read(String json) {
        checkLength(json);
        return exact.convert(WholeJson.read(json), json);
    }

    /**
     * The value of the first JSON in a model's reply that keeps to the schema, found as {@link JsonOutputParser} does;
     * unknown fields are passed over.
     *
     * @param cut whether the model stopped at its limit of tokens, so that no bracket is closed for it
     * @throws OutputParserException if there is none; says where and why
     */
    public T find(String reply, boolean cut) {
        checkLength(reply);
        return JsonFinder.find(reply, cut ? Ending.CLOSED : Ending.UNCLOSED, lenient);
    }

    private static void checkLength(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw new OutputParserException(
                    "The JSON has " + text.length() + " characters, at most " + MAX_CHARACTERS + " are read.", text);
        }
    }

    /** What to tell a model in a prompt so that it answers in this form, in English or in Chinese. */
    public String formatInstructions(boolean chinese) {
        return (chinese ? Wording.CHINESE : Wording.ENGLISH).jsonAfter(write(strictSchema));
    }

    /**
     * Any value as JSON: records, lists, maps, plain values; dates and times as ISO 8601 texts.
     *
     * @throws IllegalArgumentException if it cannot be written, such as one that holds itself
     */
    public static String write(@Nullable Object value) {
        try {
            return Json.MAPPER
                    .writer()
                    .without(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .without(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The value cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
