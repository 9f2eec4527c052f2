package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** The messages, or the answer asked for, are longer than the model's context. */
public final class ContextLengthExceededException extends ModelException {

    /** What happened, what the server told of it, and the fault behind it. */
    public ContextLengthExceededException(String message, Details details, @Nullable Throwable cause) {
        super(message, details, cause);
    }
}
