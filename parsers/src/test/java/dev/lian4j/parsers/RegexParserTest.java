package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegexParserTest extends OutputParserContract<Map<String, String>> {

    @Override
    OutputParser<Map<String, String>> parser() {
        return RegexParser.of("分数：(\\d+)(?:，(.+))?", "score", "why");
    }

    @Override
    String good() {
        return "我看，分数：7，很好";
    }

    @Override
    Map<String, String> value() {
        return Map.of("score", "7", "why", "很好");
    }

    @Override
    String bad() {
        return "分数：";
    }

    @Test
    void groupsThatTookNoPartAreEmpty() {
        assertThat(parser().parse("分数：7")).containsEntry("why", "");
    }

    @Test
    void theWholeTextMayGoToOneKey() {
        RegexParser parser = RegexParser.of("分数：(\\d+) (.*)", "score", "why").orElse("why");
        assertThat(parser.parse("不知道")).containsEntry("score", "").containsEntry("why", "不知道");
    }

    @Test
    void keysMustFitTheExpression() {
        assertThatThrownBy(() -> RegexParser.of("(a)(b)", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 groups");
        assertThatThrownBy(() -> parser().parse("x")).isInstanceOf(OutputParserException.class);
    }

    @Test
    void textsTooLongForTheExpressionAreErrors() {
        assertThatThrownBy(() -> RegexParser.of("((?:a|b)*c)", "x").parse("ab".repeat(1_000_000)))
                .isInstanceOf(OutputParserException.class);
    }

    @Test
    void expressionsThatBacktrackWithoutEndAreStopped() {
        assertThatThrownBy(() -> RegexParser.of("(.*.*.*.*.*.*!)", "x").parse("a".repeat(1_000)))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("backtracks");
        // while a plain one reads a long reply
        assertThat(RegexParser.of("(\\d+)!", "n").parse("x".repeat(5_000_000) + "42!"))
                .containsEntry("n", "42");
    }

    @Test
    void theExpressionIsTold() {
        assertThat(RegexParser.of("(a)", "x").formatInstructions()).contains("expression: (a)");
        assertThat(RegexParser.of("(a)", "x").inChinese().formatInstructions())
                .contains("正则表达式")
                .contains("(a)");
    }
}
