package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** The provider does not accept the key (HTTP 401 or 403), or there is none. */
public final class AuthenticationException extends ModelException {

    /** What happened, what the server told of it, and the fault behind it. */
    public AuthenticationException(String message, Details details, @Nullable Throwable cause) {
        super(message, details, cause);
    }
}
