package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import org.junit.jupiter.api.Test;

class EnumOutputParserTest extends OutputParserContract<EnumOutputParserTest.Mood> {

    @Override
    OutputParser<EnumOutputParserTest.Mood> parser() {
        return EnumOutputParser.of(Mood.class);
    }

    @Override
    String good() {
        return " \"very_good\".";
    }

    @Override
    EnumOutputParserTest.Mood value() {
        return Mood.VERY_GOOD;
    }

    @Override
    String bad() {
        return "good";
    }

    enum Mood {
        VERY_GOOD,
        BAD,
        @JsonProperty("一般")
        SO_SO
    }

    @Test
    void namesMayBeChinese() {
        assertThat(parser().parse("「一般」。")).isEqualTo(Mood.SO_SO);
        assertThat(parser().parse("so_so")).isEqualTo(Mood.SO_SO);
    }

    @Test
    void theNamesAreSaid() {
        assertThat(parser().formatInstructions()).contains("VERY_GOOD, BAD, 一般");
        assertThat(EnumOutputParser.of(Mood.class).inChinese().formatInstructions())
                .contains("之一作答");
        assertThatThrownBy(() -> parser().parse("good"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("VERY_GOOD, BAD, 一般");
    }

    @Test
    void longTextsTakeLinearTime() {
        // anything quadratic in a run of marks would need hours
        assertThatThrownBy(() -> parser().parse("x" + ".".repeat(3_000_000) + "x"))
                .isInstanceOf(OutputParserException.class);
        assertThat(parser().parse("*".repeat(3_000_000) + "bad" + "。 ".repeat(1_000_000)))
                .isEqualTo(Mood.BAD);
    }
}
