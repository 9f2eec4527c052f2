package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.TokenUsage;
import dev.lian4j.core.parser.OutputParser;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonOutputParserTest extends OutputParserContract<JsonOutputParserTest.Answer> {

    record Answer(String text, List<Integer> pages) {}

    enum Currency {
        EUR,
        @JsonProperty("人民币")
        CNY
    }

    record Line(String name, int count, BigDecimal price) {}

    record Invoice(
            @JsonPropertyDescription("发票号码") String number,
            LocalDate date,
            Currency currency,
            List<Line> lines,
            Optional<String> note,
            @Nullable String buyer,
            boolean paid,
            Map<String, Double> taxes) {}

    private static final String INVOICE = """
            {"number": "甲-1", "date": "2026-11-23", "currency": "人民币",
             "lines": [{"name": "茶", "count": 2, "price": 12345678901234567890.12}],
             "paid": true, "taxes": {"vat": 0.13}, "unknown": [1]}""";

    @Override
    OutputParser<Answer> parser() {
        return JsonOutputParser.of(Answer.class);
    }

    @Override
    String good() {
        return "{\"text\": \"是的\", \"pages\": [1, 2]}";
    }

    @Override
    Answer value() {
        return new Answer("是的", List.of(1, 2));
    }

    @Override
    String bad() {
        return "I do not know.";
    }

    @Test
    void readsNestedRecordsListsEnumsDatesMapsAndOptionals() {
        assertThat(JsonOutputParser.of(Invoice.class).parse(INVOICE))
                .isEqualTo(new Invoice(
                        "甲-1",
                        LocalDate.of(2026, 11, 23),
                        Currency.CNY,
                        List.of(new Line("茶", 2, new BigDecimal("12345678901234567890.12"))),
                        Optional.empty(),
                        null,
                        true,
                        Map.of("vat", 0.13)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"pages\": []}|'text' is missing",
                "{\"text\": null, \"pages\": []}|'text' is null",
                "{\"text\": \"a\", \"pages\": null}|'pages' is null",
                "{\"text\": \"a\", \"pages\": [1, null]}|is null",
                "{\"text\": \"a\", \"pages\": [1, \"two\"]}|at pages[1]",
                "{\"text\": \"a\", \"pages\": [1.5]}|at pages[0]",
                "{\"text\": \"a\", \"pages\": [99999999999]}|at pages[0]",
                "{\"text\": \"a\", \"pages\": [\"\"]}|at pages[0]",
                "{\"text\": {}, \"pages\": []}|at text",
                "[{\"text\": \"a\", \"pages\": []}]|holds an array, expected an object",
                "\"text\"|holds a string, expected an object",
                "42|holds a number, expected an object",
                "null|holds a null, expected an object",
            })
    void valuesThatDoNotFitSayWhere(String json, String message) {
        assertThatThrownBy(() -> parser().parse(json))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining(message);
    }

    @Test
    void missingPrimitivesAreErrors() {
        record Count(int n) {}
        assertThatThrownBy(() -> JsonOutputParser.of(Count.class).parse("{}")).hasMessageContaining("'n' is missing");
        assertThatThrownBy(() -> JsonOutputParser.of(Count.class).parse("{\"n\": null}"))
                .hasMessageContaining("'n' is null");
        assertThatThrownBy(() -> JsonOutputParser.of(Count.class).parse("{\"n\": \"\"}"))
                .isInstanceOf(OutputParserException.class);
        assertThat(JsonOutputParser.of(Count.class).parse("{\"n\": \"7\"}")).isEqualTo(new Count(7));
    }

    @Test
    void nullIsForOptionalAndNullableOnly() {
        record Loose(Optional<Integer> a, @Nullable String b, List<@Nullable String> c) {}
        Loose loose = JsonOutputParser.of(Loose.class).parse("{\"a\": null, \"b\": null, \"c\": [null]}");
        assertThat(loose.a()).isEmpty();
        assertThat(loose.b()).isNull();
        assertThat(loose.c()).containsExactly((String) null);
        assertThat(JsonOutputParser.of(Loose.class)
                        .parse("{\"a\": 1, \"c\": []}")
                        .a())
                .contains(1);
    }

    record Grade(int value) {
        Grade {
            if (value > 6) {
                throw new IllegalArgumentException("grades end at 6, was " + value);
            }
        }
    }

    @Test
    void whatARecordRefusesIsSaid() {
        assertThatThrownBy(() -> JsonOutputParser.of(Grade.class).parse("{\"value\": 7}"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("grades end at 6, was 7");
    }

    @Test
    void listsOfRecords() {
        JsonOutputParser<List<Answer>> parser = JsonOutputParser.listOf(Answer.class);
        assertThat(parser.parse("The list:\n[" + good() + ", " + good() + ",]")).containsExactly(value(), value());
        assertThat(parser.formatInstructions()).contains("\"items\"");
        assertThatThrownBy(() -> parser.parse("[null]")).hasMessageContaining("Element 0");
        assertThatThrownBy(() -> parser.parse(good())).hasMessageContaining("expected an array");
    }

    @Test
    void mapsAreExactAndInOrder() {
        Map<String, Object> map = JsonOutputParser.ofMap()
                .parse("{\"z\": 0.10, \"a\": 1e400, \"n\": 123456789012345678901234567890, \"l\": [1, {\"k\": null}]}");
        assertThat(map.keySet()).containsExactly("z", "a", "n", "l");
        assertThat(map)
                .containsEntry("z", new BigDecimal("0.10"))
                .containsEntry("a", new BigDecimal("1e400"))
                .containsEntry("n", new BigInteger("123456789012345678901234567890"));
    }

    @Test
    void treesTakeAnyJson() {
        assertThat(JsonOutputParser.ofTree().parse("42").intValue()).isEqualTo(42);
        assertThat(JsonOutputParser.ofTree().parse("Here: [1]").get(0).intValue())
                .isEqualTo(1);
    }

    @Test
    void theSchemaIsThatOfTheRecord() {
        Map<String, Object> schema = JsonOutputParser.of(Invoice.class).schema();
        JsonNode tree = Json.MAPPER.valueToTree(schema);
        assertThat(tree.path("type").asText()).isEqualTo("object");
        assertThat(tree.path("additionalProperties").isBoolean()).isTrue();
        JsonNode fields = tree.path("properties");
        assertThat(fields.fieldNames())
                .toIterable()
                .containsExactly("number", "date", "currency", "lines", "note", "buyer", "paid", "taxes");
        assertThat(tree.path("required")).hasSize(8);
        assertThat(fields.path("number").path("description").asText()).isEqualTo("发票号码");
        assertThat(fields.path("date").toString()).contains("\"string\"").contains("date");
        assertThat(fields.path("currency").path("enum").toString()).isEqualTo("[\"EUR\",\"人民币\"]");
        assertThat(fields.path("note").path("type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(fields.path("buyer").path("type").toString()).isEqualTo("[\"string\",\"null\"]");
        JsonNode line = fields.path("lines").path("items").path("properties");
        assertThat(line.path("count").path("type").asText()).isEqualTo("integer");
        assertThat(line.path("price").path("type").asText()).isEqualTo("number");
    }

    @Test
    void theSchemaKeepsToWhatStrictModesKnow() throws Exception {
        record Odd(
                int n,
                OptionalInt i,
                OptionalDouble d,
                @JsonPropertyDescription("货币") @Nullable Currency c,
                URI uri,
                Instant at,
                List<Odd> own) {}
        assertThat(Json.MAPPER.<JsonNode>valueToTree(
                        JsonOutputParser.of(Odd.class).schema()))
                .isEqualTo(Json.MAPPER.readTree("""
                        {"type": "object", "additionalProperties": false,
                         "required": ["n", "i", "d", "c", "uri", "at", "own"],
                         "properties": {
                           "n": {"type": "integer"},
                           "i": {"type": ["integer", "null"]},
                           "d": {"type": ["number", "null"]},
                           "c": {"anyOf": [{"type": "null"}, {"type": "string", "enum": ["EUR", "人民币"]}],
                                 "description": "货币"},
                           "uri": {"type": "string"},
                           "at": {"type": "string", "format": "date-time"},
                           "own": {"type": "array", "items": {"$ref": "#"}}}}"""));
        // the whole is itself a list of these
        assertThat(JsonOutputParser.listOf(Odd.class).schema().toString()).contains("own={$ref=#}");
    }

    @Test
    void anythingMayBeAComponent() {
        record Any(Object any, JsonNode tree) {}
        JsonOutputParser<Any> parser = JsonOutputParser.of(Any.class);
        assertThat(parser.schema().toString()).contains("any={}").contains("tree={}");
        assertThat(parser.parse("{\"any\": [1], \"tree\": {\"x\": 2}}")
                        .tree()
                        .path("x")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void theSchemaIsAResponseFormat() {
        assertThat(JsonOutputParser.of(Answer.class).responseFormat())
                .isEqualTo(new ResponseFormat.JsonSchema(
                        "Answer", JsonOutputParser.of(Answer.class).schema(), true));
        // a map's fields are not known, so no provider's strict mode takes it
        assertThat(JsonOutputParser.of(Invoice.class).responseFormat())
                .isInstanceOfSatisfying(
                        ResponseFormat.JsonSchema.class,
                        format -> assertThat(format.strict()).isFalse());
        assertThat(JsonOutputParser.ofMap().responseFormat()).isEqualTo(new ResponseFormat.JsonObject());
    }

    @Test
    void instructionsAreInEnglishOrChinese() {
        JsonOutputParser<Answer> parser = JsonOutputParser.of(Answer.class);
        assertThat(parser.formatInstructions()).contains("JSON Schema").contains("\"pages\"");
        assertThat(parser.inChinese().formatInstructions()).contains("符合下面").contains("\"pages\"");
        assertThat(parser.inChinese().parse(good())).isEqualTo(value());
        assertThat(JsonOutputParser.ofMap().inChinese().formatInstructions()).contains("JSON");
    }

    @Test
    void recordsMayHoldTheirOwnKindInListsAndOptionals() {
        record Node(String name, List<Node> children, Optional<Node> twin) {}
        JsonOutputParser<Node> parser = JsonOutputParser.of(Node.class);
        assertThat(parser.parse("{\"name\": \"根\", \"children\": [{\"name\": \"叶\", \"children\": []}]}"))
                .isEqualTo(new Node("根", List.of(new Node("叶", List.of(), Optional.empty())), Optional.empty()));
        String open = "{\"name\": \"\", \"children\": [";
        String deep = open.repeat(250) + "]}".repeat(250);
        assertThat(parser.parse(deep).children()).hasSize(1);
    }

    record Egg(Hen hen) {}

    record Hen(Egg egg) {}

    @Test
    void recordsThatNeedThemselvesAreRefused() {
        assertThatThrownBy(() -> JsonOutputParser.of(Egg.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Egg -> Hen -> Egg");
        assertThatThrownBy(() -> JsonOutputParser.of(String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a record");
    }

    record Open(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Object any) {}

    @Test
    void theTextNeverChoosesAClass() {
        assertThatThrownBy(() -> JsonOutputParser.of(Open.class)
                        .parse("{\"any\": {\"@class\": \"java.util.ArrayList\", \"x\": 1}}"))
                .isInstanceOf(OutputParserException.class);
        assertThat(JsonOutputParser.ofMap().parse("{\"@class\": \"java.io.File\", \"$type\": \"x\", \"lc\": 1}"))
                .containsOnlyKeys("@class", "$type", "lc");
    }

    @Test
    void repliesCutByTheTokenLimitAreErrors() {
        String cut = "{\"text\": \"a\", \"pages\": [1, 2]";
        assertThat(parser().parse(cut)).isEqualTo(new Answer("a", List.of(1, 2)));
        ChatResponse response = new ChatResponse(AiMessage.of(cut), FinishReason.LENGTH, TokenUsage.UNKNOWN, "m");
        assertThatThrownBy(() -> parser().invoke(response))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("raise maxTokens");
    }
}
