package dev.lian4j.core.parser;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.model.TextResult;

/**
 * Turns a model's text into a value. Safe for several threads.
 *
 * @param <T> the value
 */
public interface OutputParser<T> extends Chain<TextResult, T> {

    /**
     * The value that the text says.
     *
     * @throws dev.lian4j.core.error.OutputParserException if it does not have the form asked for
     */
    T parse(String text);

    /** What to tell a model so that it answers in this form; empty where any text will do. */
    default String formatInstructions() {
        return "";
    }

    @Override
    default T invoke(TextResult result, Run run) {
        return parse(result.text());
    }

    @Override
    default StepKind kind() {
        return StepKind.PARSER;
    }
}
