package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** Too many calls or tokens for now (HTTP 429); see {@link #retryAfter()}. */
public final class RateLimitedException extends ModelException {

    /** What happened, what the server told of it, and the fault behind it. */
    public RateLimitedException(String message, Details details, @Nullable Throwable cause) {
        super(message, details, cause);
    }
}
