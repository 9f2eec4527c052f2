package dev.lian4j.parsers;

/** A place in a text, and what may be passed over: blanks of any kind and comments. Not thread safe. */
final class Cursor {

    /** The end of a fenced block, where a bracket was never closed. */
    private static final String FENCE = "```";

    final String text;
    int at;

    Cursor(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** Whether nothing more belongs to the JSON. */
    boolean ended() {
        return at >= text.length() || text.startsWith(FENCE, at);
    }

    /** The character here; 0 after the last one. */
    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    boolean isAny(String characters) {
        return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
    }

    /** Passes over blanks and comments. */
    void skipBlank() {
        int before;
        do {
            before = at;
            while (at < text.length() && isBlank(text.charAt(at))) {
                at++;
            }
            skipComment();
        } while (at > before);
    }

    private void skipComment() {
        if (text.startsWith("//", at) || peek() == '#') {
            skipPast("\n");
        } else if (text.startsWith("/*", at)) {
            skipPast("*/");
        }
    }

    private void skipPast(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found + end.length();
    }

    static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    /** What is here, for an error. */
    String shown() {
        return at < text.length()
                ? "'" + Character.toString(text.codePointAt(at)).replaceAll("\\R", "\\\\n") + "'"
                : "the end";
    }
}
