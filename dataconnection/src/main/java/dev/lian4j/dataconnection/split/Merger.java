package dev.lian4j.dataconnection.split;

/**
 * Joins small neighbouring pieces of a text to chunks of at most the chunk size, each starting with up to the overlap of
 * the one before. Keeps only the pieces of the chunk under way, as ranges.
 *
 * <p>The rule is {@code _merge_splits} of LangChain (MIT). One difference, where separators are not kept: a chunk is what
 * stands in the text between its first and its last piece, so a run of separators counts and stays as it is.
 */
final class Merger {

    private final String text;
    private final ChunkOptions options;
    private final ChunkRanges chunks;
    private final Trimmer trimmer;
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int[] lengths = new int[64];
    private int head;
    private int tail;
    private int total;

    Merger(String text, ChunkOptions options, ChunkRanges chunks) {
        this.text = text;
        this.options = options;
        this.chunks = chunks;
        this.trimmer = new Trimmer(text);
    }

    /** The next piece, and its length. */
    void add(int from, int to, int length) {
        if (tail > head && total + gap(ends[tail - 1], from) + length > options.size()) {
            emit();
            makeRoom(from, length);
        }
        total += length + (tail > head ? gap(ends[tail - 1], from) : 0);
        push(from, to, length);
    }

    /** Ends the chunk under way; the next one does not overlap with it. */
    void flush() {
        if (tail > head) {
            emit();
        }
        head = 0;
        tail = 0;
        total = 0;
    }

    private void emit() {
        int from = starts[head];
        int to = ends[tail - 1];
        if (options.stripWhitespace()) {
            from = trimmer.start(from);
            to = trimmer.end(to);
        }
        if (from < to) {
            chunks.add(from, to);
        }
    }

    /** Drops pieces from the front until the rest is a fair overlap that leaves room for the next piece. */
    private void makeRoom(int from, int length) {
        while (total > options.overlap()
                || (total > 0 && total + gap(ends[tail - 1], from) + length > options.size())) {
            total -= lengths[head] + (tail - head > 1 ? gap(ends[head], starts[head + 1]) : 0);
            head++;
        }
    }

    private int gap(int end, int nextStart) {
        return end == nextStart ? 0 : options.length().length(text, end, nextStart);
    }

    private void push(int from, int to, int length) {
        if (tail == starts.length) {
            compact();
        }
        starts[tail] = from;
        ends[tail] = to;
        lengths[tail++] = length;
    }

    /** Moves the pieces to the front of the arrays; doubles these first where they are more than half full. */
    private void compact() {
        int count = tail - head;
        int capacity = count > starts.length / 2 ? starts.length * 2 : starts.length;
        starts = moved(starts, capacity);
        ends = moved(ends, capacity);
        lengths = moved(lengths, capacity);
        head = 0;
        tail = count;
    }

    private int[] moved(int[] from, int capacity) {
        int[] to = capacity == from.length ? from : new int[capacity];
        System.arraycopy(from, head, to, 0, tail - head);
        return to;
    }
}
