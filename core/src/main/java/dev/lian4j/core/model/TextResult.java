package dev.lian4j.core.model;

/** Something that has a text: what parsers read. */
public interface TextResult {

    /** The text; may be empty. */
    String text();

    /** A plain text as a result, so that a parser can follow a step that gives strings. */
    static TextResult of(String text) {
        return new Plain(text);
    }

    /**
     * A plain text.
     *
     * @param text the text
     */
    record Plain(String text) implements TextResult {}
}
