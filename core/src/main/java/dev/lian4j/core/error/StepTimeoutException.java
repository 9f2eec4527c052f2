package dev.lian4j.core.error;

/** A step that took longer than it was given. */
public final class StepTimeoutException extends LianException {

    private static final long serialVersionUID = 1L;

    /** A step that took too long. */
    public StepTimeoutException(String message) {
        super(message);
    }
}
