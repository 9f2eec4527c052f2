package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonToleranceTest {

    private static JsonNode parse(String text) {
        return JsonOutputParser.ofTree().parse(text);
    }

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text);
    }

    @TestFactory
    List<DynamicTest> readsWhatModelsWrite() {
        List<DynamicTest> tests = new ArrayList<>();
        String[][] cases = {
            {"fence", "```json\n{\"a\": 1}\n```", "{\"a\": 1}"},
            {"prose around", "Sure! Here it is:\n{\"a\": \"}{\"} — hope it helps {x}", "{\"a\": \"}{\"}"},
            {"Chinese prose", "好的，结果如下：\n{\"名字\": \"小明\"}\n希望对您有帮助！", "{\"名字\": \"小明\"}"},
            {"braces in prose", "The set {x, y} and {the thing}: {\"a\": 1}", "{\"a\": 1}"},
            {"fence after braces", "Use {} or [] here.\n```json\n{\"a\": 1}\n```", "{\"a\": 1}"},
            {"thinking", "<think>maybe {\"a\": 0}?</think>{\"a\": 1}!", "{\"a\": 1}"},
            {"trailing commas", "{\"a\": [1, 2,], \"b\": {\"c\": 3,},}", "{\"a\": [1, 2], \"b\": {\"c\": 3}}"},
            {
                "forgotten commas",
                "{\"a\": 1\n \"b\": [\"x\"\n\"y\"]\n \"c\": [{}{}]}",
                "{\"a\": 1, \"b\": [\"x\", \"y\"], \"c\": [{}, {}]}"
            },
            {"single quotes", "{'a': 'it''s', 'b': 'say \"hi\"'}", "{\"a\": \"it''s\", \"b\": \"say \\\"hi\\\"\"}"},
            {"apostrophes", "{'a': 'it's', 'b': 'don\\'t'}", "{\"a\": \"it's\", \"b\": \"don't\"}"},
            {"typographic quotes", "{“名字”：“小明”，“年龄”：8}", "{\"名字\": \"小明\", \"年龄\": 8}"},
            {"bare keys", "{name: \"x\", $id_1: 2, 名字: \"明\"}", "{\"name\": \"x\", \"$id_1\": 2, \"名字\": \"明\"}"},
            {"Python", "{'a': True, 'b': False, 'c': None}", "{\"a\": true, \"b\": false, \"c\": null}"},
            {"comments", "{// one\n\"a\": 1, /* two */ \"b\": 2 # three\n}", "{\"a\": 1, \"b\": 2}"},
            {"raw line ends", "{\"a\": \"x\ny\tz\"}", "{\"a\": \"x\\ny\\tz\"}"},
            {
                "quotes not escaped",
                "{\"a\": \"he said \"hi\" to me\", \"b\": 1}",
                "{\"a\": \"he said \\\"hi\\\" to me\", \"b\": 1}"
            },
            {"escapes of others", "{\"a\": \"C:\\Q \\d+ \\x\",}", "{\"a\": \"C:\\\\Q \\\\d+ \\\\x\"}"},
            {"bad unicode escape", "{\"a\": \"\\u12\",}", "{\"a\": \"\\\\u12\"}"},
            {
                "numbers",
                "{\"a\": +1, \"b\": .5, \"c\": 5., \"d\": -.5e3,}",
                "{\"a\": 1, \"b\": 0.5, \"c\": 5, \"d\": -0.5e3}"
            },
            {"unclosed brackets", "{\"a\": {\"b\": [1, 2 ", "{\"a\": {\"b\": [1, 2]}}"},
            {"unclosed in a fence", "```\n{\"a\": \"x\"\n```\nDone.", "{\"a\": \"x\"}"},
            {"byte order mark", "\uFEFF{\"a\": 1}", "{\"a\": 1}"},
            {"no-break spaces", "{\u00A0\"a\":\u3000[1,\u00A02]}", "{\"a\": [1, 2]}"},
            {"empty", "so: {}", "{}"},
        };
        for (String[] test : cases) {
            tests.add(DynamicTest.dynamicTest(
                    test[0], () -> assertThat(parse(test[1])).isEqualTo(json(test[2]))));
        }
        return tests;
    }

    @Test
    void notANumberIsANumber() {
        assertThat(parse("{\"a\": NaN}").path("a").doubleValue()).isNaN();
        assertThat(parse("{\"a\": -Infinity}").path("a").doubleValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blah",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\": \"x",
                "{\"a\": 12",
                "{\"a\": tru",
                "{\"a\": [\"x\",",
                "{\"a\": 1} {\"b\"",
                "{\"a\": 007}",
                "{\"a\": 2024-01-01}",
                "{\"a\": x y}",
                "{\"a\" 1}",
                "{,}",
                "[1,,2]",
                "[1}",
            })
    void whatIsCutOrSenselessIsAnError(String text) {
        // Each is refused as a map, but for the one that holds a whole object before another begins.
        if (text.startsWith("{\"a\": 1}")) {
            assertThat(JsonOutputParser.ofMap().parse(text)).isEqualTo(Map.of("a", 1));
        } else {
            assertThatThrownBy(() -> parse(text)).isInstanceOf(OutputParserException.class);
        }
    }

    @Test
    void errorsSayWhatAndWhere() {
        assertThatThrownBy(() -> parse("好：\n{\"a\": 1,\n \"b\" 2}"))
                .hasMessageContaining("line 3, column 6 (offset 17)")
                .hasMessageContaining("expected ':' after the key 'b', found '2'");
        assertThatThrownBy(() -> parse("{\"a\": \"never")).hasMessageContaining("never ends");
        assertThatThrownBy(() -> parse("nothing here")).hasMessageContaining("No JSON was found");
        assertThatThrownBy(() -> parse(" \n")).hasMessageContaining("empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "see ", "```json\n"})
    void tenMegabytesOfBracketsAreRefused(String before) {
        for (String bracket : List.of("[", "{\"a\":")) {
            String text = before + bracket.repeat(10_000_000 / bracket.length());
            assertThatThrownBy(() -> parse(text))
                    .isInstanceOf(OutputParserException.class)
                    .message()
                    .containsAnyOf("nested deeper than 1000", "nesting depth")
                    .hasSizeLessThan(300);
        }
    }

    @Test
    void hugeRepliesAreRefused() {
        assertThatThrownBy(() -> parse("[" + " ".repeat(17_000_000) + "]"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("at most");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ ",
                "{x ",
                "{\"",
                "{\" ",
                "{a:\"",
                "{} ",
                "[1] ",
                "```json",
                "```json\n",
                "\n```json {",
                "// ",
                "{/*",
                "{ \"a\": \"b\" \"",
                "\" \t",
                "'",
                "{\\u",
            })
    void hostileProseTakesLinearTime(String unit) {
        // A million units: anything quadratic would need hours.
        String text = "x " + unit.repeat(2_000_000 / unit.length());
        assertThatThrownBy(() -> JsonOutputParser.of(Wanted.class).parse(text))
                .isInstanceOf(OutputParserException.class);
    }

    record Wanted(String wanted) {}

    @Test
    void whatFitsIsPreferredToWhatDoesNot() {
        String text = "The example {\"other\": 1} [1] becomes {\"wanted\": \"是\"}, see [2].";
        assertThat(JsonOutputParser.of(Wanted.class).parse(text)).isEqualTo(new Wanted("是"));
        assertThatThrownBy(() -> JsonOutputParser.of(Wanted.class).parse("[1] {\"other\": 1} [2]"))
                .hasMessageContaining("'wanted' is missing");
    }

    @Test
    void objectsWithinAListAreNotTakenForTheAnswer() {
        assertThatThrownBy(() -> JsonOutputParser.of(Wanted.class).parse("[{\"wanted\": \"a\"}, {\"wanted\": \"b\"},]"))
                .hasMessageContaining("holds an array");
    }

    @Test
    void partialRepliesAreReadAsFarAsTheyGo() throws Exception {
        JsonOutputParser<JsonNode> parser = JsonOutputParser.ofTree();
        assertThat(parser.parsePartial("Sure")).isEmpty();
        assertThat(parser.parsePartial("Sure: {\"a\": tr")).contains(json("{}"));
        assertThat(parser.parsePartial("{\"a\": \"x\\u4f")).contains(json("{\"a\": \"x\"}"));
        assertThat(parser.parsePartial("{\"a\": \"x\\")).contains(json("{\"a\": \"x\"}"));
        assertThat(parser.parsePartial("{\"a\": [{\"b\": 1}, {\"b\"")).contains(json("{\"a\": [{\"b\": 1}, {}]}"));
        assertThatThrownBy(() -> parser.parsePartial("{]")).isInstanceOf(OutputParserException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-5e050136276435", "[1, 5e-0355425526633446041622225]", "{\"a\": 0.4e0066999999999999999999"})
    void aNumberThatNothingHoldsIsAnErrorOfOurs(String output) {
        assertThatExceptionOfType(OutputParserException.class)
                .isThrownBy(() -> JsonOutputParser.ofTree().parse(output));
    }
}
