package dev.lian4j.models.local;

import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.core.model.LanguageModel;
import dev.lian4j.core.weights.gguf.GgufHeader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF model, loaded by llama.cpp on this machine. It runs in a process of its own, so that closing frees all of its
 * memory and a fault in native code ends a call, not this JVM. The models that it gives share it: their calls wait for
 * each other. Safe for several threads. To be closed.
 */
public final class LocalModel implements AutoCloseable {

    private final ModelHost host;

    private LocalModel(ModelHost host) {
        this.host = host;
    }

    /**
     * Loads a model to write texts with, with the defaults of {@link Builder}.
     *
     * @throws dev.lian4j.core.error.ModelException if the file is missing, damaged or no model, or cannot be loaded
     */
    public static LocalModel open(Path file) {
        return builder(file).open();
    }

    /** A model yet to be loaded. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The model as one that answers conversations, written by the model's own chat template.
     *
     * @throws dev.lian4j.core.error.ModelException if the model has no chat template
     */
    public ChatModel chatModel() {
        return chatModel(ChatParameters.NONE);
    }

    /** The same, with parameters for requests that leave them open. */
    public ChatModel chatModel(ChatParameters defaults) {
        return new LocalChatModel(host, defaults);
    }

    /** The model as one that continues texts. Control tokens in a text count as such. */
    public LanguageModel languageModel() {
        return languageModel(ChatParameters.NONE);
    }

    /** The same, with parameters for requests that leave them open. */
    public LanguageModel languageModel(ChatParameters defaults) {
        return new LocalLanguageModel(host, defaults);
    }

    /**
     * The model as one that makes vectors, of Euclidean length 1.
     *
     * @throws dev.lian4j.core.error.ModelException if it was not opened {@link Builder#forEmbeddings}
     */
    public EmbeddingModel embeddingModel() {
        return new LocalEmbeddingModel(host);
    }

    /** The header of the model's file. */
    public GgufHeader header() {
        return host.header();
    }

    /** The tokens of question and answer together, at most. */
    public int contextSize() {
        return host.contextSize();
    }

    ModelHost host() {
        return host;
    }

    /** Frees the model's memory. A call under way ends as cancelled, a later one fails. Doing it twice does nothing. */
    @Override
    public void close() {
        host.close();
    }

    @Override
    public String toString() {
        return "LocalModel[" + host.name() + "]";
    }

    /** Says how a model is to be loaded. Not thread safe. */
    public static final class Builder {
        private final Path file;
        private int contextSize;
        private int largestContextSize = LocalOptions.LARGEST_DEFAULT_CONTEXT;
        private int threads;
        private int gpuLayers;
        private @Nullable LoraAdapter adapter;
        private boolean embeddings;
        private boolean reusePrompt;
        private @Nullable Boolean ownSystemMessage;
        private @Nullable String chatTemplate;

        private Builder(Path file) {
            this.file = file;
        }

        /** Tokens of question and answer together; by default what the model was trained for, at most 8192. */
        public Builder contextSize(int tokens) {
            this.contextSize = tokens;
            return this;
        }

        /** The most tokens of the context where none is set and the model was trained for more; 8192 by default. */
        public Builder largestContextSize(int tokens) {
            this.largestContextSize = tokens;
            return this;
        }

        /** Threads that compute; by default the cores, half of them where there are more than 4. */
        public Builder threads(int count) {
            this.threads = count;
            return this;
        }

        /** Layers to compute on the GPU, where the native library on the class path can; by default what it prefers. */
        public Builder gpuLayers(int count) {
            this.gpuLayers = count;
            return this;
        }

        /** Puts a LoRA adapter, a GGUF file, on the model; one at most. */
        public Builder loraAdapter(Path adapterFile) {
            return loraAdapter(adapterFile, 1);
        }

        /** Puts a LoRA adapter on the model that works so strongly: 1 as it was trained, 0 not at all. */
        public Builder loraAdapter(Path adapterFile, double scale) {
            this.adapter = new LoraAdapter(adapterFile, scale);
            return this;
        }

        /** Makes vectors instead of texts. Texts are pooled as the model says, else by their last token. */
        public Builder forEmbeddings() {
            this.embeddings = true;
            return this;
        }

        /**
         * Does not compute again what a prompt shares with the one before; by default it does. Faster for long chats, but
         * the same seed may then give another answer, since sums are rounded in another order.
         */
        public Builder reusePrompt(boolean reuse) {
            this.reusePrompt = reuse;
            return this;
        }

        /** Writes conversations by this Jinja template instead of the model's own; an empty one is none. */
        public Builder chatTemplate(String jinja) {
            this.chatTemplate = jinja;
            return this;
        }

        /**
         * Whether to keep a systemmessage that a ChatML template adds by itself where a conversation has none, such as
         * "You are a helpful AI assistant named ...". By default it stays, but not with the known model smollm2-135m,
         * which then answers fewer questions rightly.
         */
        public Builder ownSystemMessage(boolean keep) {
            this.ownSystemMessage = keep;
            return this;
        }

        /**
         * Checks the files and loads the model.
         *
         * @throws dev.lian4j.core.error.ModelException if a file is missing, damaged or of another kind, or the model
         *     cannot be loaded
         */
        public LocalModel open() {
            return new LocalModel(ModelHost.open(new LocalOptions(
                    file,
                    contextSize,
                    largestContextSize,
                    threads,
                    gpuLayers,
                    adapter,
                    embeddings,
                    reusePrompt,
                    ownSystemMessage,
                    chatTemplate)));
        }
    }
}
