package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.time.LocalDateTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DatetimeOutputParserTest extends OutputParserContract<LocalDateTime> {

    @Override
    OutputParser<LocalDateTime> parser() {
        return DatetimeOutputParser.create();
    }

    @Override
    String good() {
        return "2024-02-29T23:59:59.000001Z\n";
    }

    @Override
    LocalDateTime value() {
        return LocalDateTime.of(2024, 2, 29, 23, 59, 59, 1_000);
    }

    @Override
    String bad() {
        return "2023-02-29T23:59:59.000001Z";
    }

    @Test
    void formsMayBeChinese() {
        DatetimeOutputParser parser =
                DatetimeOutputParser.of("yyyy年M月d日 EEEE", Locale.CHINESE).inChinese();
        assertThat(parser.parse("2026年11月23日 星期一")).isEqualTo(LocalDateTime.of(2026, 11, 23, 0, 0));
        assertThat(parser.formatInstructions()).contains("例如：2026年11月23日 星期一");
        assertThatThrownBy(() -> parser.parse("昨天"))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("such as 2026年11月23日");
    }
}
