package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** A model's output does not have the form that a parser asked for. Carries the raw output, whole. */
public final class OutputParserException extends LianException {

    private final String output;

    /** What is wrong, and the raw output. */
    public OutputParserException(String message, String output) {
        this(message, output, null);
    }

    /** What is wrong, the raw output, and the fault behind it. */
    public OutputParserException(String message, String output, @Nullable Throwable cause) {
        super(message, cause);
        this.output = output;
    }

    /** The text that could not be parsed, as the model gave it. */
    public String output() {
        return output;
    }
}
