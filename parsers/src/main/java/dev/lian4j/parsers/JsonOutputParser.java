package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.parser.OutputParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a model's JSON into a record, a list of records, a map or a tree. Immutable.
 *
 * <p>A reply that is JSON as a whole is taken as it is. Else the JSON is looked for in fenced blocks and prose, and read
 * with tolerance for what models get wrong: comments, trailing commas, other quotes, keys without quotes, Python's
 * constants, raw line ends, brackets that were never closed. A reply cut within a value is an error.
 *
 * <p>Every component of a record must be there and must not be null, unless it is an {@code Optional} or marked
 * {@code @Nullable}; fields that the record does not know are passed over. Numbers are exact: those of a map or tree are
 * {@code BigDecimal} where they have a fraction. A reply may have {@value Limits#MAX_CHARACTERS} characters and 1,000 levels.
 *
 * @param <T> what the JSON is turned into
 */
public final class JsonOutputParser<T> implements OutputParser<T> {

    private final JsonTarget<T> target;
    private final Map<String, Object> schema;
    private final String name;
    private final Wording wording;

    private JsonOutputParser(JsonTarget<T> target, Map<String, Object> schema, String name, Wording wording) {
        this.target = target;
        this.schema = schema;
        this.name = name;
        this.wording = wording;
    }

    /**
     * A parser to a record, which may hold records, lists, maps, enums, dates and {@code Optional}s. Components are
     * described to the model by {@code @JsonPropertyDescription}.
     *
     * @throws IllegalArgumentException if the type is not a record, or is one that needs itself
     */
    public static <T> JsonOutputParser<T> of(Class<T> type) {
        checkRecord(type);
        JsonTarget<T> target = new JsonTarget<>(TypeFactory.defaultInstance().constructType(type), JsonNodeType.OBJECT);
        return new JsonOutputParser<>(target, JsonSchemas.of(type), schemaName(type), Wording.ENGLISH);
    }

    /**
     * A parser to a list of records. Asked for by prompt only: most providers' JSON modes give nothing but objects.
     *
     * @throws IllegalArgumentException if the type is not a record, or is one that needs itself
     */
    public static <E> JsonOutputParser<List<E>> listOf(Class<E> type) {
        checkRecord(type);
        JsonTarget<List<E>> target = new JsonTarget<>(
                TypeFactory.defaultInstance().constructCollectionType(List.class, type), JsonNodeType.ARRAY);
        return new JsonOutputParser<>(
                target, JsonSchemas.of(List.class, type), schemaName(type) + "List", Wording.ENGLISH);
    }

    /** A parser of any object to a map, fields in their order. */
    public static JsonOutputParser<Map<String, Object>> ofMap() {
        JsonTarget<Map<String, Object>> target = new JsonTarget<>(
                TypeFactory.defaultInstance().constructMapType(LinkedHashMap.class, String.class, Object.class),
                JsonNodeType.OBJECT);
        return new JsonOutputParser<>(target, Map.of("type", "object"), "object", Wording.ENGLISH);
    }

    /** A parser of any JSON to a tree; in prose, the first object or array. */
    public static JsonOutputParser<JsonNode> ofTree() {
        JsonTarget<JsonNode> target =
                new JsonTarget<>(TypeFactory.defaultInstance().constructType(JsonNode.class), null);
        return new JsonOutputParser<>(target, Map.of(), "json", Wording.ENGLISH);
    }

    private static void checkRecord(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is not a record; use a record, ofMap() or ofTree()");
        }
        EndlessRecords.check(type);
    }

    private static String schemaName(Class<?> type) {
        String plain = type.getSimpleName().replaceAll("[^A-Za-z0-9_-]", "");
        return plain.isEmpty() ? "answer" : plain;
    }

    /** The same parser, whose format instructions are in Chinese. */
    public JsonOutputParser<T> inChinese() {
        return new JsonOutputParser<>(target, schema, name, Wording.CHINESE);
    }

    @Override
    public T parse(String text) {
        return parse(text, Ending.UNCLOSED);
    }

    /** As {@link #parse}; where the model says that it stopped at its limit of tokens, no bracket is closed for it. */
    @Override
    public T invoke(TextResult result, Run run) {
        boolean cut = (result instanceof ChatResponse chat && chat.finishReason() == FinishReason.LENGTH)
                || (result instanceof Completion text && text.finishReason() == FinishReason.LENGTH);
        return parse(result.text(), cut ? Ending.CLOSED : Ending.UNCLOSED);
    }

    private T parse(String text, Ending ending) {
        Limits.check(text);
        return JsonFinder.find(text, ending, target);
    }

    /**
     * What a reply that is still coming has said so far, with the value that is being written cut where it ends; empty
     * before the first bracket. Reads all of the text anew: for piece after piece take a {@link PartialJsonReader} or
     * {@link #snapshots}.
     *
     * @throws OutputParserException if the text can no longer become JSON
     */
    public Optional<JsonNode> parsePartial(String textSoFar) {
        PartialJsonReader reader = PartialJsonReader.create().feed(textSoFar);
        reader.failure().ifPresent(failure -> {
            throw failure;
        });
        return reader.snapshot();
    }

    /** Values of a reply that is still coming. */
    public Snapshots<T> snapshots() {
        return new Snapshots<>(target);
    }

    @Override
    public String formatInstructions() {
        return schema.size() <= 1 ? wording.json() : wording.jsonAfter(json(schema));
    }

    private static String json(Map<String, Object> schema) {
        try {
            return Json.MAPPER.writeValueAsString(schema);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A schema could not be written", e);
        }
    }

    /** The JSON Schema of the answer, as maps, lists and plain values. */
    public Map<String, Object> schema() {
        return schema;
    }

    /** The schema as a request's response format, strict where all fields of all its objects are known. */
    public ResponseFormat responseFormat() {
        return schema.size() <= 1
                ? new ResponseFormat.JsonObject()
                : new ResponseFormat.JsonSchema(name, schema, JsonSchemas.isStrict(schema));
    }
}
