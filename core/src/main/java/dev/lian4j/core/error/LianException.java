package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** The root of every exception that Lian4J throws on purpose. Unchecked; its message says what was wrong and what to do. */
public class LianException extends RuntimeException {

    /** An error with no cause. */
    public LianException(String message) {
        super(message);
    }

    /** An error and what caused it. */
    public LianException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
