package dev.lian4j.core.error;

/** A prompt template is malformed, misses a variable or got one that it does not know. */
public final class TemplateException extends LianException {

    /** What is wrong with the template, and where. */
    public TemplateException(String message) {
        super(message);
    }
}
