package dev.lian4j.dataconnection.split;

import java.util.List;

/** One text being split recursively. The recursion is as deep as there are separators, not as the text is long. */
final class RecursiveSplit {

    private final String text;
    private final List<Separator> separators;
    private final List<Occurrences> occurrences;
    private final ChunkOptions options;
    private final ChunkRanges chunks = new ChunkRanges();
    private final Merger merger;

    RecursiveSplit(String text, List<Separator> separators, ChunkOptions options) {
        this.text = text;
        this.separators = separators;
        this.occurrences =
                separators.stream().map(separator -> separator.in(text)).toList();
        this.options = options;
        this.merger = new Merger(text, options, chunks);
    }

    /** Cuts at these places first. */
    ChunkRanges chunks(Occurrences places) {
        Pieces.cut(places, 0, text.length(), options.keepSeparator(), (from, to) -> piece(from, to, 0));
        merger.flush();
        return chunks;
    }

    ChunkRanges chunks() {
        split(0, text.length(), 0);
        return chunks;
    }

    private void split(int from, int to, int level) {
        int chosen = firstThatOccurs(from, to, level);
        if (chosen == separators.size()) {
            piece(from, to, chosen);
        } else if (separators.get(chosen).isEmpty()) {
            Pieces.characters(text, from, to, (start, end) -> piece(start, end, separators.size()));
        } else {
            Pieces.cut(
                    occurrences.get(chosen),
                    from,
                    to,
                    options.keepSeparator(),
                    (start, end) -> piece(start, end, chosen + 1));
        }
        merger.flush();
    }

    private int firstThatOccurs(int from, int to, int level) {
        int candidate = level;
        while (candidate < separators.size()
                && !separators.get(candidate).isEmpty()
                && !occurrences.get(candidate).occursIn(from, to)) {
            candidate++;
        }
        return candidate;
    }

    /** A short piece waits for its neighbours; a long one is cut by finer separators, or is a chunk as it stands. */
    private void piece(int from, int to, int finer) {
        int length = options.length().length(text, from, to);
        if (length < options.size()) {
            merger.add(from, to, length);
            return;
        }
        merger.flush();
        if (finer < separators.size()) {
            split(from, to, finer);
        } else {
            chunks.add(from, to);
        }
    }
}
