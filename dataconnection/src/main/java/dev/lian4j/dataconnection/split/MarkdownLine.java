package dev.lian4j.dataconnection.split;

/** The part of a line that a person sees. */
final class MarkdownLine {

    private MarkdownLine() {}

    static int start(String text, int from, int to) {
        int at = from;
        while (at < to && isBlank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static int end(String text, int from, int to) {
        int at = to;
        while (at > from && isBlank(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    /** Whitespace, also the ideographic space, control characters, a byte order mark, a space without width. */
    private static boolean isBlank(char c) {
        return Trimmer.isWhitespace(c) || Character.isISOControl(c) || c == '\ufeff' || c == '\u200b';
    }
}
