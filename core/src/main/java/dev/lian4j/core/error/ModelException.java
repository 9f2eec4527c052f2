package dev.lian4j.core.error;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model refused, failed or could not be reached. Subclasses name what a caller can act on; {@link #retryable()} says
 * whether the same call may succeed later.
 */
public class ModelException extends LianException {

    private final Details details;

    /** A failure with nothing but a message; not retryable. */
    public ModelException(String message) {
        this(message, Details.NONE, null);
    }

    /** A failure, what the server told of it, and the fault behind it. */
    public ModelException(String message, Details details, @Nullable Throwable cause) {
        super(message, cause);
        this.details = details;
    }

    /** The HTTP status, or 0 where there was no HTTP response. */
    public int status() {
        return details.status();
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return details.retryable();
    }

    /** How long the server asked us to wait before the next try. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(details.retryAfter());
    }

    /** The id under which the provider's support finds this call. */
    public Optional<String> requestId() {
        return Optional.ofNullable(details.requestId());
    }

    /** The provider's own code of the error, such as {@code insufficient_quota}. */
    public Optional<String> code() {
        return Optional.ofNullable(details.code());
    }

    /**
     * What a server told of a failure.
     *
     * @param status the HTTP status, or 0
     * @param retryable whether the same call may succeed later
     * @param retryAfter the wait that the server asked for
     * @param requestId the provider's id of the call
     * @param code the provider's code of the error
     */
    public record Details(
            int status,
            boolean retryable,
            @Nullable Duration retryAfter,
            @Nullable String requestId,
            @Nullable String code) {

        /** Nothing is known; not retryable. */
        public static final Details NONE = new Details(0, false, null, null, null);

        /** No response, but a later try may get one. */
        public static final Details TRANSIENT = new Details(0, true, null, null, null);
    }
}
