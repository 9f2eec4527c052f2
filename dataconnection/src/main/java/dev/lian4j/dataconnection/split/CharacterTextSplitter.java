package dev.lian4j.dataconnection.split;

/**
 * Cuts at one separator, then joins neighbouring pieces up to the chunk size; a piece without the separator in it stays
 * whole, however long. The algorithm is LangChain's (MIT), also its defaults: separator {@code "\n\n"}, which is not
 * kept. Where runs of separators stand in the text they stay inside a chunk as they are; LangChain puts in a single one.
 */
public final class CharacterTextSplitter extends TextSplitter {

    private final Separator separator;

    private CharacterTextSplitter(Builder builder) {
        super(builder.options());
        this.separator = builder.compiled(builder.separator);
    }

    /**
     * A splitter at blank lines.
     *
     * @throws IllegalArgumentException if the size is less than 1, or the overlap negative or more than the size
     */
    public static CharacterTextSplitter of(int chunkSize, int chunkOverlap) {
        return builder().chunkSize(chunkSize).chunkOverlap(chunkOverlap).build();
    }

    /** Settings for a splitter. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    ChunkRanges ranges(String text) {
        ChunkRanges chunks = new ChunkRanges();
        Merger merger = new Merger(text, options(), chunks);
        LengthFunction length = options().length();
        PieceSink toMerger = (from, to) -> merger.add(from, to, length.length(text, from, to));
        if (separator.isEmpty()) {
            Pieces.characters(text, 0, text.length(), toMerger);
        } else {
            Pieces.cut(separator.in(text), 0, text.length(), options().keepSeparator(), toMerger);
        }
        merger.flush();
        return chunks;
    }

    /** Settings for a {@link CharacterTextSplitter}. */
    public static final class Builder extends SplitterBuilder<Builder> {

        private String separator = "\n\n";

        private Builder() {
            super(KeepSeparator.NONE);
        }

        /** Where to cut; {@code ""} cuts between any two characters that a person sees. */
        public Builder separator(String newSeparator) {
            this.separator = newSeparator;
            return this;
        }

        /**
         * The splitter.
         *
         * @throws IllegalArgumentException if a setting is out of its range, or the separator is no regular expression
         */
        public CharacterTextSplitter build() {
            return new CharacterTextSplitter(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
