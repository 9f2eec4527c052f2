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

    /** Each character that a person sees is a piece: accents stay with their letters, surrogate pairs are never cut. */
    static void characters(String text, int from, int to, PieceSink sink) {
        Graphemes graphemes = new Graphemes(text);
        int at = from;
        while (at < to) {
            int next = graphemes.end(at, to);
            sink.piece(at, next);
            at = next;
        }
    }
}
