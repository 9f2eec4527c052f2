package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Repair never changes what is JSON already: inputs of the kinds that the must-accept cases of JSONTestSuite cover, each
 * read as a whole, by the tolerant reader alone, in prose, and piece by piece.
 */
class JsonValidTest {

    private static final List<String> VALID = List.of(
            // arrays
            "[]",
            "[[]   ]",
            "[\"\"]",
            "[\n]",
            "[false]",
            "[null, 1, \"1\", {}]",
            " [1]",
            "[1 ] ",
            "[2] \n",
            "[1,null,null,null,2]",
            "[1\n\n,\r\n2\t]",
            // numbers
            "[123e65]",
            "[0e+1]",
            "[0e1]",
            "[ 4]",
            "[-0.000000000000000000000000000000000000000000000000000000000000000000000000000001]",
            "[20e1]",
            "[-0]",
            "[-123]",
            "[-1]",
            "[1E22]",
            "[1E-2]",
            "[1E+2]",
            "[123e45]",
            "[123.456e78]",
            "[1e-2]",
            "[1e+2]",
            "[123]",
            "[123.456789]",
            "[0.10]",
            "[123456789012345678901234567890]",
            "[1.7976931348623157e309]",
            // objects
            "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}",
            "{\"a\":\"b\"}",
            "{\"a\":\"b\",\"a\":\"c\"}",
            "{\"a\":\"b\",\"a\":\"b\"}",
            "{}",
            "{\"\":0}",
            "{\"foo\\u0000bar\": 42}",
            "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }",
            "{\"x\":[{\"id\": \"xxxxxxxxxxxxxxxxxxxx\"}], \"id\": \"yyyyyyyyyyyyyyyy\"}",
            "{\"a\":[]}",
            "{\"title\":\"\\u041f\\u043e\\u043b\"}",
            "{\n\"a\": \"b\"\n}",
            // texts: escapes
            "[\"\\u0060\\u012a\\u12AB\"]",
            "[\"\\uD801\\udc37\"]",
            "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]",
            "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
            "[\"\\\\u0000\"]",
            "[\"\\\"\"]",
            "[\"\\\\a\"]",
            "[\"\\\\n\"]",
            "[\"\\u0012\"]",
            "[\"\\uFFFF\"]",
            "[\"\\u0000\"]",
            "[\"\\u002c\"]",
            "[\"\\u0022\"]",
            "[\"\\u005C\"]",
            "[\"\\u200B\\u2064\\uFDD0\\uFFFE\"]",
            "[\"\\uDBFF\\uDFFF\"]",
            "[\"new\\u00A0line\"]",
            "[\"\\u0821\"]",
            "[\"\\u0123\"]",
            "[\"\\u0061\\u30af\\u30EA\\u30b9\"]",
            // texts: as they are
            "[\"a/*b*/c/*d//e\"]",
            "[\"asd\"]",
            "[ \"asd\"]",
            "[\"\uDBFF\uDFFF\"]",
            "[\"\uFFFF\"]",
            "[\"\u2028\u2029\"]",
            "[\"\u007F\"]",
            "[\"π\"]",
            "[\"\uD83D\uDE00 明\"]",
            "[\"€\uD834\uDD1E\"]",
            "[\" \"]",
            "[\"# no comment // nor this\"]",
            "{\"```json\": \"``` {\\\"x\\\": 1} ```\"}",
            "[\"“”‘’，：\", \"'\", \"True\", \"NaN\", \"}\", \"],\", \": \"]",
            "{\"a\": \"x\" , \"b\" : [ \"y\" , { } ] }",
            "{\"<think>\": \"</think>\"}",
            // white space
            "[\"a\",\n 4\n,1]",
            "\t[\r\n]\n",
            "{\"a\"\t:\r\n1}");

    /** Whole texts that are neither object nor array. */
    private static final List<String> SCALARS = List.of(
            "42", "-0.1", "null", "true", "false", "\"asd\"", "\"\"", " \"\\u00e9\" ", "1e400", "\"{\\\"a\\\": 1}\"");

    @TestFactory
    List<DynamicTest> validJsonIsReadAsItIs() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String text : VALID) {
            tests.add(DynamicTest.dynamicTest(text, () -> check(text)));
        }
        return tests;
    }

    private static void check(String text) throws Exception {
        JsonNode expected = Json.MAPPER.readTree(text);
        assertThat(JsonOutputParser.ofTree().parse(text)).isEqualTo(expected);
        int start = text.length() - text.stripLeading().length();
        for (Ending ending : Ending.values()) {
            assertThat(new TolerantReader(new StringBuilder(text), start, ending).read())
                    .isEqualTo(expected);
        }
        PartialJsonReader reader = PartialJsonReader.create();
        text.chars().forEach(c -> reader.feed(Character.toString(c)));
        assertThat(reader.snapshot()).contains(expected);
        assertThat(reader.isWhole()).isTrue();
        assertThat(JsonOutputParser.ofTree().parse("答案：" + text + "。")).isEqualTo(expected);
    }

    @Test
    void scalarsAreReadAsTheyAre() throws Exception {
        for (String text : SCALARS) {
            assertThat(JsonOutputParser.ofTree().parse(text)).isEqualTo(Json.MAPPER.readTree(text));
        }
    }

    @Test
    void theLastOfTwoKeysCounts() {
        assertThat(JsonOutputParser.ofMap().parse("{\"a\": 1, \"b\": 2, \"a\": 3}"))
                .containsEntry("a", 3)
                .containsOnlyKeys("a", "b");
        assertThat(JsonOutputParser.ofMap().parse("{\"a\": 1, \"b\": 2, \"a\": 3,}"))
                .containsEntry("a", 3)
                .containsOnlyKeys("a", "b");
    }
}
