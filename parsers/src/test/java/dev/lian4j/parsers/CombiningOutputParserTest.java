package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.parser.OutputParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CombiningOutputParserTest extends OutputParserContract<Map<String, Object>> {

    private static final StructuredOutputParser ANSWER =
            StructuredOutputParser.of(ResponseSchema.of("answer", "the answer"));
    private static final RegexParser SURE = RegexParser.of("把握：(\\d+)%", "sure");

    @Override
    OutputParser<Map<String, Object>> parser() {
        return CombiningOutputParser.of(ANSWER, SURE);
    }

    @Override
    String good() {
        return "\n```json\n{\"answer\":\n\n\"巴黎\"}\n```\n \n\n把握：90%\n\n我很确定。";
    }

    @Override
    Map<String, Object> value() {
        return Map.of("answer", "巴黎", "sure", "90");
    }

    @Override
    String bad() {
        return "{\"answer\": \"巴黎\"}\n\n没有";
    }

    @Test
    void errorsSayWhichPart() {
        assertThatThrownBy(() -> parser().parse(bad())).hasMessageStartingWith("Part 2 of the output: ");
        assertThatThrownBy(() -> parser().parse("{\"answer\": 1}"))
                .hasMessageContaining("1 parts")
                .hasMessageContaining("expected 2");
    }

    @Test
    void atLeastTwoAreCombined() {
        assertThatThrownBy(() -> CombiningOutputParser.of(List.of(ANSWER)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CombiningOutputParser.of(CombiningOutputParser.of(ANSWER, SURE), SURE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void allFormsAreTold() {
        assertThat(parser().formatInstructions())
                .contains("Output 1:\n" + ANSWER.formatInstructions())
                .contains("Output 2:\n" + SURE.formatInstructions());
        assertThat(CombiningOutputParser.of(ANSWER.inChinese(), SURE.inChinese())
                        .inChinese()
                        .formatInstructions())
                .contains("第 2 个输出");
    }
}
