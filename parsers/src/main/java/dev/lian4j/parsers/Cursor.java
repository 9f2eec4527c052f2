package dev.lian4j.parsers;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text that may still grow, and what may be passed over: blanks of any kind and comments. Not thread safe.
 */
final class Cursor {

    /** The end of a fenced block, where a bracket was never closed. */
    private static final String FENCE = "```";

    /** What a text still coming may make something else of: a fence, or a comment. */
    private static final String UNDECIDED = "`/";

    final StringBuilder text;
    final Ending ending;
    int at;

    private @Nullable String commentEnd;

    Cursor(StringBuilder text, int at, Ending ending) {
        this.text = text;
        this.at = at;
        this.ending = ending;
    }

    /** Whether there is more to come after the last character. */
    boolean isComing() {
        return ending == Ending.PARTIAL;
    }

    /** Whether nothing more belongs to the JSON. */
    boolean ended() {
        return at >= text.length() || startsWith(FENCE, at);
    }

    /** The character here; 0 after the last one. */
    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    boolean isAny(String characters) {
        return at < text.length() && characters.indexOf(text.charAt(at)) >= 0;
    }

    boolean startsWith(String start, int from) {
        for (int i = 0; i < start.length(); i++) {
            if (from + i >= text.length() || text.charAt(from + i) != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes over blanks and comments; false where more text must come to tell what is here. */
    boolean skipBlank() {
        do {
            at = commentEnd == null ? blankEnd(at) : at;
        } while (skipComment());
        return !isComing() || (at < text.length() && commentEnd == null && isDecided(at));
    }

    /** The first place from here that is not blank. */
    int blankEnd(int from) {
        int end = from;
        while (end < text.length() && isBlank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Whether what is here stays what it is, whatever comes. */
    boolean isDecided(int from) {
        char c = text.charAt(from);
        return !isComing()
                || UNDECIDED.indexOf(c) < 0
                || from + FENCE.length() <= text.length()
                || (from + 1 < text.length() && text.charAt(from + 1) != '`');
    }

    /** Passes a comment, or the next part of one; whether there was a whole one. */
    private boolean skipComment() {
        commentEnd = commentEnd == null ? commentBegun() : commentEnd;
        if (commentEnd == null) {
            return false;
        }
        int found = text.indexOf(commentEnd, at);
        if (found < 0) {
            at = isComing() ? Math.max(at, text.length() - commentEnd.length() + 1) : text.length();
            return false;
        }
        at = found + commentEnd.length();
        commentEnd = null;
        return true;
    }

    private @Nullable String commentBegun() {
        if (peek() == '#' || startsWith("//", at)) {
            return "\n";
        }
        if (startsWith("/*", at)) {
            at += 2;
            return "*/";
        }
        return null;
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
