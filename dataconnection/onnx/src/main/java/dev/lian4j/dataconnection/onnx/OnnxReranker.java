package dev.lian4j.dataconnection.onnx;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Reranker;
import dev.lian4j.core.error.ModelException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cross-encoder in this process, from an ONNX model and its Hugging Face tokenizer, such as bge-reranker or ms-marco
 * MiniLM; nothing is fetched from the network. It reads question and text together and gives one number: from 0 to 1 by
 * default, the network's own where its {@code config.json} says so. Question and text that are together longer than the
 * model takes are cut, the longer of the two first, which is logged once a call or told to {@link Builder#onTruncation}.
 * Texts are shared out to a worker a core; a text's score does not depend on the others. Holds native memory until closed;
 * safe for several threads.
 *
 * <p>Calls throw {@link ModelException} after {@link #close()} and where the native runtime fails, and
 * {@link dev.lian4j.core.error.CancelledException} if the run is cancelled or the thread interrupted.
 */
public final class OnnxReranker implements Reranker, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OnnxReranker.class);

    private final Builder settings;
    private final LoadedModel model;

    private OnnxReranker(Builder settings, LoadedModel model) {
        this.settings = settings;
        this.model = model;
    }

    /** The model in a directory, used as the directory itself says; see {@link #builder(Path)}. */
    public static OnnxReranker fromDirectory(Path directory) {
        return builder(directory).build();
    }

    /**
     * A builder for the model in a directory: {@code model.onnx} (or {@code onnx/model.onnx}) and {@code tokenizer.json}.
     * Length and activation are read from {@code tokenizer_config.json} and {@code config.json} beside them, where there
     * are such.
     *
     * @throws ModelException if there is no such directory, or its settings cannot be read
     */
    public static Builder builder(Path directory) {
        Builder builder = new Builder(DirectoryFiles.of(directory));
        new CrossEncoderConfig(directory).configure(builder);
        return builder;
    }

    @Override
    public double[] scores(String query, List<String> texts, Run run) {
        List<Scored> scored = Batch.run(texts, text -> score(query, text), run, settings.threads);
        List<Integer> cut = IntStream.range(0, scored.size())
                .filter(i -> scored.get(i).cut)
                .boxed()
                .toList();
        if (!cut.isEmpty()) {
            settings.onTruncation.accept(new Truncation(settings.name, cut, texts.size(), settings.maxTokens));
        }
        return scored.stream().mapToDouble(Scored::score).toArray();
    }

    private record Scored(double score, boolean cut) {}

    private Scored score(String query, String text) {
        return model.use((tokenizer, network) -> {
            Tokens tokens = Tokens.ofPair(tokenizer, query, text);
            float[] logits = network.logits(tokens);
            if (logits.length != 1) {
                throw new ModelException(settings.name + ": gives " + logits.length
                        + " numbers for a text, so it is a classifier; a reranker gives one");
            }
            return new Scored(settings.sigmoid ? 1 / (1 + Math.exp(-logits[0])) : logits[0], tokens.cut());
        });
    }

    /** The model's name. */
    public String name() {
        return settings.name;
    }

    /** Frees the native memory, after the texts under way; closing twice does nothing. */
    @Override
    public void close() {
        model.close();
    }

    /** Says how a model is to be used. Not thread safe. */
    public static final class Builder {
        private final DirectoryFiles files;
        private List<String> weights = DirectoryFiles.FULL;
        private String name = "reranker";
        private boolean sigmoid = true;
        private int maxTokens = 512;
        private int threads = Runtime.getRuntime().availableProcessors();
        private Consumer<? super Truncation> onTruncation = truncation -> LOG.warn(truncation.message());

        private Builder(DirectoryFiles files) {
            this.files = files;
        }

        private Builder(Builder other) {
            this(other.files);
            weights(other.weights.toArray(String[]::new));
            name(other.name).sigmoid(other.sigmoid).maxTokens(other.maxTokens).threads(other.threads);
            onTruncation(other.onTruncation);
        }

        /** The name in messages; the directory's by default. */
        public Builder name(String value) {
            this.name = value;
            return this;
        }

        /** Whether the network's number is brought between 0 and 1; yes unless the model says otherwise. */
        public Builder sigmoid(boolean value) {
            this.sigmoid = value;
            return this;
        }

        /** Where question and text together are cut, at least 4; 512 unless the model says otherwise. */
        public Builder maxTokens(int value) {
            this.maxTokens = value;
            return this;
        }

        /** How many texts are worked on at once; the number of cores by default. */
        public Builder threads(int value) {
            this.threads = value;
            return this;
        }

        /** As {@link OnnxEmbeddingModel.Builder#weights}. */
        public Builder weights(String... names) {
            this.weights = List.of(names);
            return this;
        }

        /** As {@link OnnxEmbeddingModel.Builder#quantized}. */
        public Builder quantized() {
            this.weights = DirectoryFiles.QUANTIZED;
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
        public OnnxReranker build() {
            Settings.atLeast("maxTokens", maxTokens, 4);
            Settings.atLeast("threads", threads, 1);
            LoadedModel model = LoadedModel.open(files.with(weights), maxTokens, "reranker " + name);
            return new OnnxReranker(new Builder(this), model);
        }
    }
}
