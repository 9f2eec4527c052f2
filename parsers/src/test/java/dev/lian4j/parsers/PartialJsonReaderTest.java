package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialJsonReaderTest {

    private static final List<String> SHAPES = List.of(
            "{\"名字\": \"小明\\u660e\\n\\\"好\\\"\", \"n\": [1, -2.5e3, true, null], \"o\": {\"k\": {}}}",
            "好的：{x} 见 [\n```json\n{\"a\": \"he said \"hi\" to me\" , 'b': /* 注 */ None,}\n```\n完。",
            "<think>{\"a\": 0}</think>Use {} here.\n```json\n{a: \"x\" // c\n, \"b\": \"C:\\Q\"\n \"c\": .5}\n``` [1]",
            "[[], [[]], \"\", \"a\" \"b\", 'it's', “好”，{}{}] {\"z\": 1}",
            "{\"a\": \"unclosed\", \"b\": [1, 2\n```\nDone {x}.");

    private static Optional<JsonNode> fed(String text, List<Integer> cuts) {
        PartialJsonReader reader = PartialJsonReader.create();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(text.length(), from + cut);
            reader.feed(text.substring(from, to)).snapshot();
            from = to;
        }
        return reader.feed(text.substring(from)).snapshot();
    }

    @Property(tries = 500)
    void anySplittingGivesTheSame(@ForAll("texts") String text, @ForAll("cuts") List<Integer> cuts) {
        assertThat(fed(text, cuts)).isEqualTo(fed(text, List.of()));
    }

    @Property(tries = 300)
    void theLastSnapshotIsTheParseOfTheWhole(@ForAll("shapes") String text, @ForAll("cuts") List<Integer> cuts) {
        assertThat(fed(text, cuts)).contains(JsonOutputParser.ofTree().parse(text));
    }

    @Test
    void everyBeginningInPiecesIsTheSameAsAtOnce() {
        for (String text : SHAPES) {
            PartialJsonReader reader = PartialJsonReader.create();
            for (int end = 1; end <= text.length(); end++) {
                reader.feed(text.substring(end - 1, end));
                assertThat(reader.snapshot()).isEqualTo(fed(text.substring(0, end), List.of()));
            }
        }
    }

    @Test
    void valuesGrowAndAreNeverInvented() throws Exception {
        PartialJsonReader reader = PartialJsonReader.create();
        String[][] steps = {
            {"Sure: ", null},
            {"{", "{}"},
            {"\"na", "{}"},
            {"me\"", "{}"},
            {": ", "{}"},
            {"\"小", "{\"name\": \"小\"}"},
            {"明\\u66", "{\"name\": \"小明\"}"},
            {"0e\"", "{\"name\": \"小明明\"}"},
            {", \"ok\": tr", "{\"name\": \"小明明\"}"},
            {"ue, \"n\": 12", "{\"name\": \"小明明\", \"ok\": true, \"n\": 12}"},
            {"e", "{\"name\": \"小明明\", \"ok\": true}"},
            {"1}", "{\"name\": \"小明明\", \"ok\": true, \"n\": 12e1}"},
        };
        for (String[] step : steps) {
            reader.feed(step[0]);
            JsonNode expected = step[1] == null ? null : Json.MAPPER.readTree(step[1]);
            assertThat(reader.snapshot()).as(step[0]).isEqualTo(Optional.ofNullable(expected));
        }
        assertThat(reader.isWhole()).isTrue();
    }

    @Test
    void snapshotsAreCopies() {
        PartialJsonReader reader = PartialJsonReader.create().feed("[1, ");
        JsonNode before = reader.snapshot().orElseThrow();
        reader.feed("2]");
        assertThat(before).hasSize(1);
        assertThat(reader.snapshot().orElseThrow()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void tenMegabytesOfBracketsAreRefused(String bracket) {
        PartialJsonReader reader = PartialJsonReader.create();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000_000; i++) {
                        reader.feed(bracket);
                    }
                })
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("nested deeper than 1000");
    }

    @Test
    void aReplyThatNeverEndsIsRefused() {
        PartialJsonReader reader = PartialJsonReader.create().feed("[\"");
        String piece = "字".repeat(1_000_000);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        reader.feed(piece);
                    }
                })
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("at most");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"%s",
                "{\"a\": \"x\"%s",
                "{\"a\": \"%s",
                "[%s",
                "{\"a\": 1 /* %s",
                "no JSON yet %s",
                "{} %s",
            })
    void pieceByPieceTakesLinearTime(String before) {
        // A million characters in pieces of four, of each kind: anything quadratic would need hours.
        for (String unit : List.of("abcd", "    ", "\\\"\\\"", "1, 2", "{\"\" ", "```j", "\n\"\n\"")) {
            PartialJsonReader reader = PartialJsonReader.create().feed(before.replace("%s", ""));
            for (int i = 0; i < 250_000; i++) {
                reader.feed(unit);
            }
            assertThat(reader.length()).isGreaterThan(1_000_000);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> scribbles = Arbitraries.strings()
                .withChars("{}[]\"'\\,:/*#`u0-+.eE tn\n“”：，明")
                .ofMaxLength(60);
        Arbitrary<String> cutShapes = shapes().flatMap(
                        text -> Arbitraries.integers().between(0, text.length()).map(end -> text.substring(0, end)));
        return Arbitraries.oneOf(scribbles, scribbles.map(text -> "{\"a\": [" + text), cutShapes);
    }

    @Provide
    Arbitrary<String> shapes() {
        return Arbitraries.of(SHAPES);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 9).list().ofMaxSize(60);
    }
}
