package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlOutputParserTest extends OutputParserContract<YamlOutputParserTest.Film> {

    record Film(String name, int year, LocalDate seen, List<String> cast, Optional<String> note) {}

    @Override
    OutputParser<Film> parser() {
        return YamlOutputParser.of(Film.class);
    }

    @Override
    String good() {
        return "好的：\n```yaml\nname: 活着 # 片名\nyear: 1994\nseen: 2026-11-23\ncast:\n  - 葛优\n  - \"巩: 俐\"\n```\n完。";
    }

    @Override
    Film value() {
        return new Film("活着", 1994, LocalDate.of(2026, 11, 23), List.of("葛优", "巩: 俐"), Optional.empty());
    }

    @Override
    String bad() {
        return "name: 活着\nyear: MCMXCIV\nseen: 2026-11-23\ncast: []";
    }

    @Test
    void wordsAndNumbersOfATextStayAsWritten() {
        record Words(String a, String b, String c) {}
        assertThat(YamlOutputParser.of(Words.class).parse("a: no\nb: 007\nc: 1.10"))
                .isEqualTo(new Words("no", "007", "1.10"));
        assertThat(YamlOutputParser.ofMap()
                        .parse("z: yes\na: [1, true, null]\nk: {x: 1.5}")
                        .toString())
                .isEqualTo("{z=yes, a=[1, true, null], k={x=1.5}}");
    }

    @Test
    void misfitsSayWhere() {
        assertThatThrownBy(() -> parser().parse(bad())).hasMessageContaining("at year");
        assertThatThrownBy(() -> parser().parse("- a")).hasMessageContaining("holds an array");
        assertThatThrownBy(() -> parser().parse("a: [1"))
                .hasMessageContaining("not YAML")
                .hasMessageContaining("line");
        assertThatThrownBy(() -> parser().parse("name: x")).hasMessageContaining("'year' is missing");
    }

    @Test
    void aliasBombsAreRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("x]\n");
        }
        assertThatThrownBy(() -> YamlOutputParser.ofMap().parse(bomb.toString()))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("aliases are refused");
        assertThatThrownBy(() -> YamlOutputParser.ofMap().parse("a: &a [*a]"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("aliases are refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: !!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL ['http://x']]]]",
                "a: !!java.io.File [/etc/passwd]",
                "a: !!python/object/apply:os.system ['id']",
            })
    void tagsChooseNoClass(String yaml) {
        assertThat(YamlOutputParser.ofMap().parse(yaml).get("a")).isInstanceOf(List.class);
    }

    @Test
    void deepAndAmbiguousTextsAreRefused() {
        for (String text :
                List.of("[".repeat(10_000_000), "a: ".repeat(1_000_000), "- ".repeat(1_000_000), "{".repeat(5_000))) {
            assertThatThrownBy(() -> YamlOutputParser.ofMap().parse(text))
                    .isInstanceOf(OutputParserException.class)
                    .message()
                    .hasSizeLessThan(400);
        }
        assertThatThrownBy(() -> YamlOutputParser.ofMap().parse("a: 1\na: 2")).hasMessageContaining("uplicate");
        assertThatThrownBy(() -> YamlOutputParser.ofMap().parse("a: 1\n---\nb: 2"))
                .hasMessageContaining("second document");
        assertThatThrownBy(() -> YamlOutputParser.ofMap().parse("x".repeat(17_000_000)))
                .hasMessageContaining("at most");
    }

    @Test
    void theFormIsTold() {
        assertThat(parser().formatInstructions()).contains("```yaml").contains("\"year\"");
        assertThat(YamlOutputParser.of(Film.class).inChinese().formatInstructions())
                .contains("缩进")
                .contains("\"year\"");
        assertThat(YamlOutputParser.ofMap().formatInstructions()).doesNotContain("Schema");
        assertThatThrownBy(() -> YamlOutputParser.of(String.class)).isInstanceOf(IllegalArgumentException.class);
        assertThat(YamlOutputParser.ofMap().parse("a: 1")).isEqualTo(Map.of("a", 1));
    }
}
