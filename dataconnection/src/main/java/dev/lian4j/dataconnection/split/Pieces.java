package dev.lian4j.dataconnection.split;

/** Cuts a range of a text at a separator. */
final class Pieces {

    private Pieces() {}

    /** Cuts at each occurrence; the whole range is one piece where there is none. */
    static void cut(Occurrences found, int from, int to, KeepSeparator keep, PieceSink sink) {
        int start = from;
        found.enter(from, to);
        while (found.next()) {
            int end = keep == KeepSeparator.END ? found.end : found.start;
            int nextStart = keep == KeepSeparator.START ? found.start : found.end;
            if (start < end) {
                sink.piece(start, end);
            }
            start = nextStart;
        }
        if (start < to) {
            sink.piece(start, to);
        }
    }

    /** Each code point is a piece: a surrogate pair is never cut. */
    static void codePoints(String text, int from, int to, PieceSink sink) {
        int at = from;
        while (at < to) {
            int next = at + Character.charCount(text.codePointAt(at));
            sink.piece(at, next);
            at = next;
        }
    }
}
