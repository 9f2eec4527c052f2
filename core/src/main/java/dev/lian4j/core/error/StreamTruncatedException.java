package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** A streamed reply ended before it was complete. Carries the part that came. */
public final class StreamTruncatedException extends ModelException {

    private final String partialText;

    /** What happened, the text received so far, what is known, and the fault behind it. */
    public StreamTruncatedException(String message, String partialText, Details details, @Nullable Throwable cause) {
        super(message, details, cause);
        this.partialText = partialText;
    }

    /** The text that had come before the reply was cut; never to be taken for the whole answer. */
    public String partialText() {
        return partialText;
    }
}
