package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** A vector store or a history could not be read or written, or was handed something that it cannot hold. */
public class StoreException extends LianException {

    /** What is wrong with the store or its input. */
    public StoreException(String message) {
        super(message);
    }

    /** What is wrong with the store, and the fault behind it. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
