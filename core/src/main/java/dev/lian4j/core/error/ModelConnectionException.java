package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** The server could not be reached, or the connection broke before a whole reply had come. */
public final class ModelConnectionException extends ModelException {

    /** What happened, what the server told of it, and the fault behind it. */
    public ModelConnectionException(String message, Details details, @Nullable Throwable cause) {
        super(message, details, cause);
    }
}
