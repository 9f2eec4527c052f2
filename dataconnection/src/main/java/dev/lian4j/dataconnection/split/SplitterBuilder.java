package dev.lian4j.dataconnection.split;

/**
 * The settings that all splitters share.
 *
 * @param <B> the builder itself
 */
public abstract class SplitterBuilder<B extends SplitterBuilder<B>> {

    private int chunkSize = 4000;
    private int chunkOverlap = 200;
    private LengthFunction length = LengthFunction.CHARACTERS;
    private KeepSeparator keepSeparator;
    private boolean separatorRegex;
    private boolean addStartIndex;
    private boolean stripWhitespace = true;

    SplitterBuilder(KeepSeparator keepSeparator) {
        this.keepSeparator = keepSeparator;
    }

    abstract B self();

    /** The most that a chunk may measure; 4000 by default. A piece that cannot be cut further may be longer. */
    public B chunkSize(int newChunkSize) {
        this.chunkSize = newChunkSize;
        return self();
    }

    /** The most that a chunk repeats of the one before, 200 by default; at most the chunk size. */
    public B chunkOverlap(int newChunkOverlap) {
        this.chunkOverlap = newChunkOverlap;
        return self();
    }

    /** The unit of size and overlap; {@link LengthFunction#CHARACTERS} by default. */
    public B lengthFunction(LengthFunction newLength) {
        this.length = newLength;
        return self();
    }

    /** Where separators go. */
    public B keepSeparator(KeepSeparator newKeepSeparator) {
        this.keepSeparator = newKeepSeparator;
        return self();
    }

    /** Whether separators are regular expressions; they are literal by default. */
    public B separatorRegex(boolean newSeparatorRegex) {
        this.separatorRegex = newSeparatorRegex;
        return self();
    }

    /** Whether a chunk's metadata says where it starts in its document, as {@code start_index}; not by default. */
    public B addStartIndex(boolean newAddStartIndex) {
        this.addStartIndex = newAddStartIndex;
        return self();
    }

    /** Whether whitespace is taken off the ends of chunks made of several pieces, and blank ones are left out; yes by default. */
    public B stripWhitespace(boolean newStripWhitespace) {
        this.stripWhitespace = newStripWhitespace;
        return self();
    }

    final Separator compiled(String separator) {
        return Separator.of(separator, separatorRegex);
    }

    final ChunkOptions options() {
        return new ChunkOptions(chunkSize, chunkOverlap, length, keepSeparator, addStartIndex, stripWhitespace);
    }
}
