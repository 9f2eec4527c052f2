package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** A file of a store is damaged, cut or something else; nothing of it was changed. */
public final class CorruptStoreException extends StoreException {

    /** What is damaged, where, and what to do. */
    public CorruptStoreException(String message) {
        super(message);
    }

    /** What is damaged, and the fault behind it. */
    public CorruptStoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
