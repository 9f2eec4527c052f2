package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Cosine;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts where the meaning changes: between two sentences whose embeddings, each taken with its neighbours, are far apart.
 * LangChain's chunker (MIT) of this name with its defaults; idea by Greg Kamradt. Here chunks are parts of the text,
 * unchanged, and Chinese sentences count as such. One call to the model for each text. As safe for several threads as the
 * model.
 *
 * <pre>{@code
 * SemanticChunker.of(embeddings).splitDocuments(documents);
 * }</pre>
 */
public final class SemanticChunker extends TextSplitter {

    private final EmbeddingModel embeddings;
    private final BreakpointType type;
    private final double amount;
    private final int bufferSize;
    private final @Nullable Integer numberOfChunks;
    private final int minChunkSize;
    private final Locale locale;

    private SemanticChunker(Builder options) {
        super(options.chunkOptions());
        this.embeddings = options.embeddings;
        this.type = options.type;
        this.amount = options.amount == null ? options.type.defaultAmount() : options.amount;
        this.bufferSize = options.bufferSize;
        this.numberOfChunks = options.numberOfChunks;
        this.minChunkSize = options.minChunkSize;
        this.locale = options.locale;
    }

    /** A chunker that cuts at the greatest twentieth of the distances. */
    public static SemanticChunker of(EmbeddingModel embeddings) {
        return builder(embeddings).build();
    }

    /** Settings for a chunker. */
    public static Builder builder(EmbeddingModel embeddings) {
        return new Builder(embeddings);
    }

    @Override
    ChunkRanges ranges(String text) {
        int[] ends = Sentences.ends(text, locale);
        boolean cuttable = ends.length > (type == BreakpointType.GRADIENT && numberOfChunks == null ? 2 : 1);
        SemanticCut cut = new SemanticCut(text, ends, minChunkSize);
        return cuttable ? cut.at(isFar(distances(text, ends))) : cut.at(sentence -> false);
    }

    private IntPredicate isFar(double[] distances) {
        double[] measures = numberOfChunks == null ? Breakpoints.measures(type, distances) : distances;
        double threshold = numberOfChunks == null
                ? Breakpoints.threshold(type, amount, measures)
                : Breakpoints.thresholdFor(numberOfChunks, distances);
        return sentence -> measures[sentence] > threshold;
    }

    /** How far each sentence is from the next, 0 to 2, each taken with the neighbours that the buffer has room for. */
    private double[] distances(String text, int[] ends) {
        List<String> windows = IntStream.range(0, ends.length)
                .mapToObj(i -> window(text, ends, i))
                .toList();
        List<float[]> vectors = embeddings.embedDocuments(windows);
        return IntStream.range(0, ends.length - 1)
                .mapToDouble(i -> 1 - Cosine.of(vectors.get(i), vectors.get(i + 1)))
                .toArray();
    }

    private String window(String text, int[] ends, int sentence) {
        int first = sentence - bufferSize - 1;
        int last = Math.min(sentence + bufferSize, ends.length - 1);
        return text.substring(first < 0 ? 0 : ends[first], ends[last]).strip();
    }

    /** Settings for a {@link SemanticChunker}. */
    public static final class Builder {
        private final EmbeddingModel embeddings;
        private BreakpointType type = BreakpointType.PERCENTILE;
        private @Nullable Double amount;
        private int bufferSize = 1;
        private @Nullable Integer numberOfChunks;
        private int minChunkSize;
        private boolean addStartIndex;
        private Locale locale = Locale.ROOT;

        private Builder(EmbeddingModel embeddings) {
            this.embeddings = embeddings;
        }

        /** What counts as far; the percentile by default. */
        public Builder breakpointType(BreakpointType newType) {
            this.type = newType;
            return this;
        }

        /** How much of it; {@link BreakpointType#defaultAmount} by default. */
        public Builder breakpointAmount(double newAmount) {
            this.amount = newAmount;
            return this;
        }

        /** How many neighbours on each side a sentence is embedded with; 1 by default. */
        public Builder bufferSize(int sentences) {
            this.bufferSize = sentences;
            return this;
        }

        /** Into about how many chunks a text is cut, whatever counts as far; not set by default. */
        public Builder numberOfChunks(int chunks) {
            this.numberOfChunks = chunks;
            return this;
        }

        /** A chunk shorter than this many characters goes on; 0 by default. */
        public Builder minChunkSize(int characters) {
            this.minChunkSize = characters;
            return this;
        }

        /** Whether a chunk's metadata says where it starts in its document, as {@code start_index}; not by default. */
        public Builder addStartIndex(boolean newAddStartIndex) {
            this.addStartIndex = newAddStartIndex;
            return this;
        }

        /** The language of the texts, whose sentences are compared; any by default. */
        public Builder locale(Locale newLocale) {
            this.locale = newLocale;
            return this;
        }

        /**
         * The chunker.
         *
         * @throws IllegalArgumentException if a setting is out of its range
         */
        public SemanticChunker build() {
            boolean percent = type == BreakpointType.PERCENTILE || type == BreakpointType.GRADIENT;
            if (bufferSize < 0 || (percent && amount != null && (amount < 0 || amount > 100))) {
                throw new IllegalArgumentException("bufferSize must be at least 0 and a percentage from 0 to 100, were "
                        + bufferSize + " and " + amount);
            }
            return new SemanticChunker(this);
        }

        /** Chunks are as long as they are. */
        private ChunkOptions chunkOptions() {
            return new ChunkOptions(
                    Integer.MAX_VALUE, 0, LengthFunction.CHARACTERS, KeepSeparator.NONE, addStartIndex, true);
        }
    }
}
