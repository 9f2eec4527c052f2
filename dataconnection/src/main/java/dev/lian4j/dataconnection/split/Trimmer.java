package dev.lian4j.dataconnection.split;

/**
 * Takes the whitespace off the ends of ranges of a text. The ranges come in order, neither end ever going back, so each
 * character is looked at twice at most, however much the ranges overlap.
 */
final class Trimmer {

    private final String text;
    private int start;
    private int lastTo;
    private int end;

    Trimmer(String text) {
        this.text = text;
    }

    /** The first character from here on that is no whitespace. */
    int start(int from) {
        start = Math.max(start, from);
        while (start < text.length() && isWhitespace(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** The end of the last character before here that is no whitespace. */
    int end(int to) {
        for (int at = to; at > lastTo; at--) {
            if (!isWhitespace(text.charAt(at - 1))) {
                end = at;
                break;
            }
        }
        lastTo = Math.max(lastTo, to);
        return end;
    }

    /** What Python's {@code str.strip} strips: also the no-break and the ideographic space. */
    static boolean isWhitespace(char c) {
        return c <= ' '
                ? c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f)
                : c == 0x85 || (c >= 0xa0 && Character.isSpaceChar(c));
    }
}
