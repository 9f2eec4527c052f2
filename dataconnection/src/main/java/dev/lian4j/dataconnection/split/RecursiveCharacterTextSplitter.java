package dev.lian4j.dataconnection.split;

import java.util.List;

/**
 * Cuts at the coarsest separator that a text has, cuts pieces that are still too long at the finer ones, and joins small
 * neighbours up to the chunk size. So what belongs together stays together: paragraphs, then lines, then words. The
 * algorithm is LangChain's (MIT), also its defaults: {@link Separators#DEFAULT}, kept at the start of the next piece, in
 * chunks of 4000 that overlap by 200.
 */
public final class RecursiveCharacterTextSplitter extends TextSplitter {

    private final List<Separator> separators;

    private RecursiveCharacterTextSplitter(Builder builder) {
        super(builder.options());
        this.separators = builder.separators.stream().map(builder::compiled).toList();
    }

    /**
     * A splitter at paragraphs, lines and words.
     *
     * @throws IllegalArgumentException if the size is less than 1, or the overlap negative or more than the size
     */
    public static RecursiveCharacterTextSplitter of(int chunkSize, int chunkOverlap) {
        return builder().chunkSize(chunkSize).chunkOverlap(chunkOverlap).build();
    }

    /** As {@link #of}, for Chinese texts: also at sentences and clauses, with their punctuation at the end of a chunk. */
    public static RecursiveCharacterTextSplitter ofChinese(int chunkSize, int chunkOverlap) {
        return of(Separators.CHINESE, KeepSeparator.END, chunkSize, chunkOverlap);
    }

    /** As {@link #ofChinese}, for Japanese texts. */
    public static RecursiveCharacterTextSplitter ofJapanese(int chunkSize, int chunkOverlap) {
        return of(Separators.JAPANESE, KeepSeparator.END, chunkSize, chunkOverlap);
    }

    /** A splitter for texts in a programming or markup language, into chunks of 4000 that overlap by 200. */
    public static RecursiveCharacterTextSplitter fromLanguage(Language language) {
        return fromLanguage(language, 4000, 200);
    }

    /** As {@link #of}, for a text in a programming or markup language: at its declarations first. */
    public static RecursiveCharacterTextSplitter fromLanguage(Language language, int chunkSize, int chunkOverlap) {
        return of(language.separators(), KeepSeparator.START, chunkSize, chunkOverlap);
    }

    private static RecursiveCharacterTextSplitter of(
            List<String> separators, KeepSeparator keep, int chunkSize, int chunkOverlap) {
        return builder()
                .separators(separators)
                .separatorRegex(true)
                .keepSeparator(keep)
                .chunkSize(chunkSize)
                .chunkOverlap(chunkOverlap)
                .build();
    }

    /** Settings for a splitter. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    ChunkRanges ranges(String text) {
        RecursiveSplit split = new RecursiveSplit(text, separators, options());
        return split.chunks();
    }

    /** Settings for a {@link RecursiveCharacterTextSplitter}. */
    public static final class Builder extends SplitterBuilder<Builder> {

        private List<String> separators = Separators.DEFAULT;

        private Builder() {
            super(KeepSeparator.START);
        }

        /** As {@link #separators}, those of a language, which are regular expressions. */
        public Builder language(Language language) {
            return separators(language.separators()).separatorRegex(true);
        }

        /** Where to cut, coarse first; {@code ""} cuts between any two characters that a person sees. */
        public Builder separators(List<String> newSeparators) {
            if (newSeparators.isEmpty()) {
                throw new IllegalArgumentException("separators must not be empty");
            }
            this.separators = List.copyOf(newSeparators);
            return this;
        }

        /**
         * The splitter.
         *
         * @throws IllegalArgumentException if a setting is out of its range, or a separator is no regular expression
         */
        public RecursiveCharacterTextSplitter build() {
            return new RecursiveCharacterTextSplitter(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
