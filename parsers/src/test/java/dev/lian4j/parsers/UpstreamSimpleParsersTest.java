package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What LangChain's own tests recorded of the small parsers. Not taken: streams, and parsers that are not here. */
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
                parser(test)
                        .filter(unused -> test.path("method").asText().equals("parse"))
                        .forEach(parser -> tests.add(DynamicTest.dynamicTest(
                                tests.size() + " " + test.path("component").asText(), () -> check(test, parser))));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(44);
        return tests;
    }

    private static Stream<OutputParser<?>> parser(JsonNode test) {
        JsonNode params = test.path("params");
        return switch (test.path("component").asText()) {
            case "BooleanOutputParser" ->
                Stream.of(BooleanOutputParser.of(
                        params.path("true_val").asText(),
                        params.path("false_val").asText()));
            case "EnumOutputParser" -> Stream.of(EnumOutputParser.of(Colors.class));
            case "DatetimeOutputParser" ->
                Stream.of(
                        params.path("format").asText().contains("%f")
                                ? DatetimeOutputParser.create()
                                : DatetimeOutputParser.of("yyyy-MM-dd'T'HH:mm:ss"));
            case "RegexParser" -> Stream.of(RegexParser.of(params.path("regex").asText(), "confidence", "explanation"));
            case "CommaSeparatedListOutputParser" -> Stream.of(CommaSeparatedListOutputParser.create());
            case "NumberedListOutputParser" -> Stream.of(NumberedListOutputParser.create());
            case "MarkdownListOutputParser" -> Stream.of(MarkdownListOutputParser.create());
            default -> Stream.of();
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
