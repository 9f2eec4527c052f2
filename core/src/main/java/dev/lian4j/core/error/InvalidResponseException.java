package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** The server answered with something that is not the reply that its protocol promises. */
public final class InvalidResponseException extends ModelException {

    /** What happened, what the server told of it, and the fault behind it. */
    public InvalidResponseException(String message, Details details, @Nullable Throwable cause) {
        super(message, details, cause);
    }
}
