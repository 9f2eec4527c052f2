package dev.lian4j.dataconnection.onnx;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.EmbeddingModel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sentence embeddings in this process, from an ONNX model and its Hugging Face tokenizer; nothing is fetched from the
 * network. Vectors are of one length and, by default, of norm 1. An empty text has a vector too. A text longer than the
 * model takes is cut, which is logged once a call or told to {@link Builder#onTruncation}. Many texts are shared out to
 * a worker a core; a text's vector does not depend on the others. Holds native memory until closed; safe for several
 * threads.
 *
 * <p>Calls throw {@link ModelException} after {@link #close()} and where the native runtime fails, and
 * {@link dev.lian4j.core.error.CancelledException} if the run is cancelled or the thread interrupted.
 */
public final class OnnxEmbeddingModel implements EmbeddingModel, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxEmbeddingModel.class);

    private final Settings settings;
    private final Encoder encoder;
    private final int dimension;

    private OnnxEmbeddingModel(ModelFiles files, Settings settings) {
        this.settings = settings;
        this.encoder = Encoder.open(files, settings);
        this.dimension = encoder.dimension();
    }

    /** The English {@link PackagedModel#ALL_MINILM_L6_V2}. */
    public static OnnxEmbeddingModel allMiniLmL6V2() {
        return PackagedModel.ALL_MINILM_L6_V2.builder().build();
    }

    /** The Chinese {@link PackagedModel#BGE_SMALL_ZH_V15}. */
    public static OnnxEmbeddingModel bgeSmallZhV15() {
        return PackagedModel.BGE_SMALL_ZH_V15.builder().build();
    }

    /** The model in a directory, used as the directory itself says; see {@link #builder(Path)}. */
    public static OnnxEmbeddingModel fromDirectory(Path directory) {
        return builder(directory).build();
    }

    /**
     * A builder for the model in a directory: {@code model.onnx} (or {@code onnx/model.onnx}) and
     * {@code tokenizer.json}. Pooling, normalisation, length and prefixes are read from the files of
     * sentence-transformers beside them, where there are such.
     *
     * @throws ModelException if there is no such directory, or its settings cannot be read
     */
    public static Builder builder(Path directory) {
        Builder builder = new Builder(DirectoryFiles.of(directory));
        new SentenceTransformers(directory).configure(builder);
        return builder;
    }

    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return invoke(texts, Run.root());
    }

    @Override
    public float[] embedQuery(String query) {
        return embed(settings.queryPrefix(), List.of(query), Run.root()).get(0);
    }

    @Override
    public List<float[]> invoke(List<String> texts, Run run) {
        return embed(settings.passagePrefix(), texts, run);
    }

    private List<float[]> embed(String prefix, List<String> texts, Run run) {
        List<Encoder.Encoded> encoded =
                Batch.run(texts, text -> encoder.encode(prefix + text), run, settings.threads());
        List<Integer> cut = IntStream.range(0, encoded.size())
                .filter(i -> encoded.get(i).cut())
                .boxed()
                .toList();
        if (!cut.isEmpty()) {
            settings.onTruncation().accept(new Truncation(name(), cut, texts.size(), settings.maxTokens()));
        }
        return encoded.stream().map(Encoder.Encoded::vector).toList();
    }

    /** How many tokens the model sees in a text, the special ones included, were it not cut at {@link #maxTokens}. */
    public int countTokens(String text) {
        return encoder.count(text);
    }

    /** Texts with more tokens than this are cut. */
    public int maxTokens() {
        return settings.maxTokens();
    }

    /** The length of the vectors. */
    public int dimension() {
        return dimension;
    }

    @Override
    public String name() {
        return settings.name();
    }

    /** Frees the native memory, after the texts under way; closing twice does nothing. */
    @Override
    public void close() {
        encoder.close();
    }

    /** Says how a model is to be used. Not thread safe. */
    public static final class Builder {
        private ModelFiles files;
        private boolean averageWindows;
        private String name = "onnx";
        private Pooling pooling = Pooling.MEAN;
        private boolean normalize = true;
        private boolean lowerCase;
        private int maxTokens = 512;
        private String queryPrefix = "";
        private String passagePrefix = "";
        private int threads = Runtime.getRuntime().availableProcessors();
        private Consumer<? super Truncation> onTruncation = truncation -> LOG.warn(truncation.message());

        Builder(ModelFiles files) {
            this.files = files;
        }

        /** The name in traces and messages. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /** How the tokens' vectors become one; as the model was trained. */
        public Builder pooling(Pooling value) {
            this.pooling = value;
            return this;
        }

        /** Whether vectors are scaled to norm 1; yes by default. */
        public Builder normalize(boolean value) {
            this.normalize = value;
            return this;
        }

        /** Whether capitals and accents are taken off first, for models whose tokenizer.json forgets it; not by default. */
        public Builder lowerCase(boolean value) {
            this.lowerCase = value;
            return this;
        }

        /** Where longer texts are cut, at least 3; 512 unless the model says otherwise. */
        public Builder maxTokens(int value) {
            this.maxTokens = value;
            return this;
        }

        /** What goes before a question; empty unless the model says otherwise. */
        public Builder queryPrefix(String value) {
            this.queryPrefix = value;
            return this;
        }

        /** What goes before a document's text; empty unless the model says otherwise. */
        public Builder passagePrefix(String value) {
            this.passagePrefix = value;
            return this;
        }

        /** How many texts are worked on at once; the number of cores by default. */
        public Builder threads(int value) {
            this.threads = value;
            return this;
        }

        /**
         * Whether a text that is longer than the model takes is embedded in pieces, whose mean is its vector, each piece
         * counting by its length; nothing is cut then. A prefix stands before the first piece only. Not by default: chunks
         * of the model's own length are found better.
         */
        public Builder averageWindows(boolean value) {
            this.averageWindows = value;
            return this;
        }

        /**
         * The file of the weights, where there are several: the first of these names that is there, in the directory or in
         * {@code onnx} below it; {@code model.onnx} by default.
         *
         * @throws IllegalArgumentException if a name leads out of the directory, or the model is a packaged one
         */
        public Builder weights(String... names) {
            this.files = files.with(List.of(names));
            return this;
        }

        /**
         * The weights in 8 bits, under the names that exporters give them: a quarter of the memory, mostly faster, a little
         * less exact.
         *
         * @throws IllegalArgumentException if the model is a packaged one, which is so already
         */
        public Builder quantized() {
            this.files = files.with(DirectoryFiles.QUANTIZED);
            return this;
        }

        /** Who hears of texts that were cut, once a call, on the calling thread; a warning in the log by default. */
        public Builder onTruncation(Consumer<? super Truncation> listener) {
            this.onTruncation = listener;
            return this;
        }

        /**
         * Loads the model.
         *
         * @throws ModelException if files are missing or broken, or the native libraries do not run here
         * @throws IllegalArgumentException if a number is out of its range
         */
        public OnnxEmbeddingModel build() {
            return new OnnxEmbeddingModel(
                    files,
                    new Settings(
                            name,
                            pooling,
                            normalize,
                            lowerCase,
                            maxTokens,
                            queryPrefix,
                            passagePrefix,
                            threads,
                            averageWindows,
                            onTruncation));
        }
    }
}
