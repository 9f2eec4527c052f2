package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** A time limit passed: connecting, waiting for the next bytes, or the whole call. */
public final class ModelTimeoutException extends ModelException {

    /** What happened, what the server told of it, and the fault behind it. */
    public ModelTimeoutException(String message, Details details, @Nullable Throwable cause) {
        super(message, details, cause);
    }
}
