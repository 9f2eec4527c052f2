package dev.lian4j.parsers;

/** Passes over what a reasoning model thinks aloud at the beginning of a reply, whose drafts are not the answer. */
final class Thinking {

    private static final String OPENING = "<think>";
    private static final String CLOSING = "</think>";

    private final StringBuilder text;
    private int at;
    private boolean begun;
    private boolean thinking;

    /** Of a text that may grow in place. */
    Thinking(StringBuilder text) {
        this.text = text;
    }

    /** Where the answer begins; -1 while that has not come. */
    int end() {
        if (!begun) {
            begin();
        }
        int end = thinking ? text.indexOf(CLOSING, at) : at;
        if (end < 0) {
            at = Math.max(at, text.length() - CLOSING.length());
            return -1;
        }
        at = thinking ? end + CLOSING.length() : end;
        thinking = false;
        return begun ? at : -1;
    }

    private void begin() {
        while (at < text.length() && Cursor.isBlank(text.charAt(at))) {
            at++;
        }
        String first = text.substring(at, Math.min(text.length(), at + OPENING.length()));
        thinking = first.equals(OPENING);
        begun = thinking || !OPENING.startsWith(first);
    }
}
