package dev.lian4j.core.error;

/** A text was stopped by moderation. */
public class ContentRefusedException extends LianException {

    private static final long serialVersionUID = 1;

    /** The message says what was found, but not in which text. */
    public ContentRefusedException(String message) {
        super(message);
    }
}
