package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import org.junit.jupiter.api.Test;

class BooleanOutputParserTest extends OutputParserContract<Boolean> {

    @Override
    OutputParser<Boolean> parser() {
        return BooleanOutputParser.create();
    }

    @Override
    String good() {
        return "Well, yes.";
    }

    @Override
    Boolean value() {
        return true;
    }

    @Override
    String bad() {
        return "NOW";
    }

    @Test
    void wordsMayBeChinese() {
        BooleanOutputParser parser = BooleanOutputParser.of("是", "否").inChinese();
        assertThat(parser.parse("答案：是。")).isTrue();
        assertThat(parser.parse("否")).isFalse();
        assertThatThrownBy(() -> parser.parse("不是")).hasMessageContaining("found neither");
        assertThatThrownBy(() -> parser.parse("是，否"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("both");
        assertThat(parser.formatInstructions()).contains("只用一个词");
    }
}
