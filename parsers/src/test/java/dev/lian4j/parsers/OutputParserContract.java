package dev.lian4j.parsers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.Chain;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.parser.OutputParser;
import org.junit.jupiter.api.Test;

/** What every parser that can fail keeps to. */
abstract class OutputParserContract<T> {

    abstract OutputParser<T> parser();

    /** A reply in the form asked for, and its value. */
    abstract String good();

    abstract T value();

    /** A reply that has not this form. */
    abstract String bad();

    @Test
    void parsesWhatItAskedFor() {
        assertThat(parser().parse(good())).isEqualTo(value());
    }

    @Test
    void parsesTheSameAsAStepOfAChain() {
        Chain<TextResult, T> chain = Chain.<TextResult>identity().then(parser());
        assertThat(chain.invoke(ChatResponse.of(good()))).isEqualTo(value());
        assertThat(parser().kind()).isEqualTo(StepKind.PARSER);
    }

    @Test
    void failuresCarryTheRawOutput() {
        assertThatThrownBy(() -> parser().parse(bad()))
                .isInstanceOfSatisfying(
                        OutputParserException.class, e -> assertThat(e.output()).isEqualTo(bad()));
        assertThatThrownBy(() -> parser().parse("")).isInstanceOf(OutputParserException.class);
    }

    @Test
    void tellsTheModelTheForm() {
        assertThat(parser().formatInstructions()).isNotBlank();
    }
}
