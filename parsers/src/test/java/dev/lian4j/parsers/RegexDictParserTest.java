package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegexDictParserTest extends OutputParserContract<Map<String, String>> {

    @Override
    RegexDictParser parser() {
        return RegexDictParser.of(Map.of("action", "动作 (1)", "input", "Input"));
    }

    @Override
    String good() {
        return "- 动作 (1)：搜索。 \r\n- Input: 3.14\n";
    }

    @Override
    Map<String, String> value() {
        return Map.of("action", "搜索", "input", "3.14");
    }

    @Override
    String bad() {
        return "动作 (1)：搜索";
    }

    @Test
    void eachLabelMustBeThereOnce() {
        assertThatThrownBy(() -> parser().parse(bad()))
                .hasMessageContaining("'Input'")
                .hasMessageContaining("none");
        assertThatThrownBy(() -> parser().parse(good() + "Input: 2")).hasMessageContaining("several");
    }

    @Test
    void valuesThatSayNothingAreLeftOut() {
        RegexDictParser parser = parser().leavingOut("无");
        assertThat(parser.parse("动作 (1)：搜索\nInput: 无")).isEqualTo(Map.of("action", "搜索"));
        assertThat(parser.formatInstructions()).contains("Input: ...").contains("write: 无");
        assertThat(parser.inChinese().formatInstructions()).contains("每行一次").contains("没有内容时写：无");
    }

    @Test
    void theExpressionMayDiffer() {
        OutputParser<Map<String, String>> parser =
                RegexDictParser.of(Map.of("a", "A")).withExpression("<{}>([^<]*)</{}>");
        assertThat(parser.parse("x <A> 好 </A>")).isEqualTo(Map.of("a", " 好 "));
        assertThatThrownBy(() -> parser().withExpression("(x)")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> parser().withExpression("{}x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RegexDictParser.of(Map.of("a", "A"))
                        .withExpression("{}(.*.*.*.*.*.*y)")
                        .parse("A" + "x".repeat(1_000)))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("backtracks");
    }

    @Test
    void longBlanksTakeLinearTime() {
        String text = "Input: " + " ".repeat(3_000_000) + "x.\n动作 (1): y";
        assertThat(parser().parse(text)).containsEntry("input", "x");
    }
}
