package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.Piece;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What LangChain's own tests recorded of the small parsers: all of it. */
class UpstreamSimpleParsersTest {

    enum Colors {
        RED,
        GREEN,
        BLUE
    }

    @TestFactory
    List<DynamicTest> recordedCases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String name : List.of("parser_simple.json", "parser_list.json")) {
            Path file = Path.of(System.getProperty("lian4j.shared", "none"), "data", "upstream", name);
            assumeTrue(Files.exists(file), "no recorded cases at " + file);
            for (JsonNode test : Json.MAPPER.readTree(file.toFile())) {
                tests.add(DynamicTest.dynamicTest(
                        tests.size() + " " + test.path("component").asText(), () -> run(test)));
            }
        }
        assertThat(tests).hasSize(77);
        return tests;
    }

    private static void run(JsonNode test) {
        OutputParser<?> parser = parser(test);
        if (test.path("method").asText().equals("transform")) {
            checkItems(test, (ListOutputParser) parser);
        } else {
            check(test, parser);
        }
    }

    /** LangChain hands on each item of a stream as a list of one. */
    private static void checkItems(JsonNode test, ListOutputParser parser) {
        List<List<String>> items = new ArrayList<>();
        ItemReader reader = parser.items().to(item -> items.add(List.of(item)));
        test.path("input").path("chunks").forEach(chunk -> reader.accept(new Piece.Text(chunk.asText())));
        reader.finish();
        assertThat(Json.MAPPER.<JsonNode>valueToTree(items)).isEqualTo(test.path("expected"));
    }

    private static StructuredOutputParser structured(JsonNode schemas) {
        List<ResponseSchema> fields = new ArrayList<>();
        schemas.findValues("fields")
                .forEach(field -> fields.add(new ResponseSchema(
                        field.path("name").asText(),
                        field.path("description").asText(),
                        field.path("type").asText())));
        return StructuredOutputParser.of(fields);
    }

    private static RegexParser regex(JsonNode params) {
        return RegexParser.of(params.path("regex").asText(), "confidence", "explanation");
    }

    private static RegexDictParser dict(JsonNode params) {
        Map<String, String> labels = Json.MAPPER.convertValue(
                params.path("output_key_to_format"), new TypeReference<LinkedHashMap<String, String>>() {});
        return RegexDictParser.of(labels)
                .withExpression(params.path("regex_pattern").asText())
                .leavingOut(params.path("no_update_value").asText());
    }

    private static OutputParser<?> parser(JsonNode test) {
        JsonNode params = test.path("params");
        return switch (test.path("component").asText()) {
            case "BooleanOutputParser" ->
                BooleanOutputParser.of(
                        params.path("true_val").asText(),
                        params.path("false_val").asText());
            case "EnumOutputParser" -> EnumOutputParser.of(Colors.class);
            case "DatetimeOutputParser" ->
                params.path("format").asText().contains("%f")
                        ? DatetimeOutputParser.create()
                        : DatetimeOutputParser.of("yyyy-MM-dd'T'HH:mm:ss");
            case "RegexParser" -> regex(params);
            case "CommaSeparatedListOutputParser" -> CommaSeparatedListOutputParser.create();
            case "NumberedListOutputParser" -> NumberedListOutputParser.create();
            case "MarkdownListOutputParser" -> MarkdownListOutputParser.create();
            case "RegexDictParser" -> dict(params);
            case "StructuredOutputParser" -> structured(params.path("response_schemas"));
            case "CombiningOutputParser" ->
                CombiningOutputParser.of(
                        structured(params.path("parsers").path(0).path("fields").path("response_schemas")),
                        regex(params.path("parsers").path(1).path("fields")));
            default -> throw new IllegalStateException("no parser for " + test.path("component"));
        };
    }

    private static void check(JsonNode test, OutputParser<?> parser) {
        String text = test.path("input")
                .path("text")
                .asText(test.path("input").path("response").asText());
        if (test.has("expected_error")) {
            assertThatThrownBy(() -> parser.parse(text)).isInstanceOf(OutputParserException.class);
            return;
        }
        JsonNode expected = test.path("expected");
        String found = Json.MAPPER.valueToTree(plain(parser.parse(text))).toString();
        JsonNode wanted = expected.has("$datetime") ? expected.path("$datetime") : expected;
        assertThat(found).isEqualTo((wanted.has("$enum") ? wanted.path("value") : wanted).toString());
    }

    /** Enums as LangChain's values, times as Python writes them. */
    private static Object plain(Object value) {
        if (value instanceof Colors color) {
            return color.name().toLowerCase(Locale.ROOT);
        }
        return value instanceof LocalDateTime time ? time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME) : value;
    }
}
