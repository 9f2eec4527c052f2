package dev.lian4j.core.error;

import org.jspecify.annotations.Nullable;

/** A source could not be loaded. The message starts with the source and says where in it (page, row, offset) and why. */
public final class DocumentLoadException extends LianException {

    private final String source;

    /** An unreadable source and the reason. */
    public DocumentLoadException(String source, String reason) {
        this(source, reason, null);
    }

    /** An unreadable source, the reason, and the fault behind it. */
    public DocumentLoadException(String source, String reason, @Nullable Throwable cause) {
        super(source + ": " + reason, cause);
        this.source = source;
    }

    /** The file, address or name that was being loaded. */
    public String source() {
        return source;
    }
}
