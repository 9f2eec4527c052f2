package dev.lian4j.dataconnection.split;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Cuts between sentences, in Chinese and Japanese too, and joins neighbours up to the chunk size; the role of LangChain's
 * NLTK and spaCy splitters. A sentence that is too long is cut at clauses, then words, then characters. Finds sentences by
 * {@link java.text.BreakIterator}; closing quotes and brackets stay with theirs, and a blank line ends one.
 */
public final class SentenceTextSplitter extends TextSplitter {

    private static final List<Separator> WITHIN_A_SENTENCE = Stream.of("\n", "[；;，、,：][”’」』）】》]*", " ", "")
            .map(separator -> Separator.of(separator, true))
            .toList();

    private final Locale locale;

    private SentenceTextSplitter(Builder builder) {
        super(builder.options());
        this.locale = builder.locale;
    }

    /**
     * A splitter for any language that ends sentences as English or Chinese does.
     *
     * @throws IllegalArgumentException if the size is less than 1, or the overlap negative or more than the size
     */
    public static SentenceTextSplitter of(int chunkSize, int chunkOverlap) {
        return builder().chunkSize(chunkSize).chunkOverlap(chunkOverlap).build();
    }

    /** Settings for a splitter. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    ChunkRanges ranges(String text) {
        Occurrences sentences = Occurrences.of(Sentences.ends(text, locale));
        return new RecursiveSplit(text, WITHIN_A_SENTENCE, options()).chunks(sentences);
    }

    /** Settings for a {@link SentenceTextSplitter}. */
    public static final class Builder extends SplitterBuilder<Builder> {

        private Locale locale = Locale.ROOT;

        private Builder() {
            super(KeepSeparator.END);
        }

        /** The language of the texts; any by default. */
        public Builder locale(Locale newLocale) {
            this.locale = newLocale;
            return this;
        }

        /**
         * The splitter.
         *
         * @throws IllegalArgumentException if a setting is out of its range
         */
        public SentenceTextSplitter build() {
            return new SentenceTextSplitter(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
