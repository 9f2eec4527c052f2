package dev.lian4j.parsers;

import dev.lian4j.core.Piece;
import java.io.Reader;
import java.util.Iterator;

/**
 * The XML in the pieces of a reply, from its first tag on, pulled as the XML parser wants it: a character at a time, since
 * it would wait for more than has come. After the root there may be prose, which nobody reads.
 */
final class XmlPieces extends Reader {

    private final Iterator<Piece> pieces;
    private final StringBuilder text = new StringBuilder();
    private final Thinking thinking = new Thinking(text);
    private int from;
    private int at = -1;

    XmlPieces(Iterator<Piece> pieces) {
        this.pieces = pieces;
    }

    /** Where the first tag begins that the model did not think aloud; the text's length where there is none. */
    static int start(String text) {
        return start(text, Math.max(0, new Thinking(new StringBuilder(text)).end()));
    }

    private static int start(CharSequence text, int from) {
        int at = from;
        while (at < text.length() && !opensTag(text, at)) {
            at++;
        }
        return at;
    }

    private static boolean opensTag(CharSequence text, int at) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return text.charAt(at) == '<' && (Character.isLetter(next) || "_?!".indexOf(next) >= 0);
    }

    /** What has come. */
    String text() {
        return text.toString();
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        while (at < 0 || at == text.length()) {
            if (!pull()) {
                return -1;
            }
        }
        buffer[offset] = text.charAt(at);
        at++;
        return 1;
    }

    private boolean pull() {
        boolean more = pieces.hasNext();
        if (more && pieces.next() instanceof Piece.Text piece) {
            text.append(piece.text());
            Limits.check(text);
        }
        if (at < 0 && thinking.end() >= 0) {
            from = start(text, Math.max(from, thinking.end()));
            at = from < text.length() ? from : -1;
            from = Math.max(0, from - 1); // the last character may be half of what opens a tag
        }
        return more;
    }

    @Override
    public void close() {
        // the stream is closed by who opened it
    }
}
