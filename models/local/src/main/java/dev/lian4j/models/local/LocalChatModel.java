package dev.lian4j.models.local;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.AiMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.nio.file.Path;
import java.util.Set;

/**
 * A chat model on this machine. Conversations are written by the model's own chat template; answers can be held to a
 * JSON Schema. The same request with the same seed, or at temperature 0, gives the same answer. Of
 * {@link ChatParameters#extra} it takes llama.cpp's {@code top_k}, {@code min_p}, {@code repeat_penalty},
 * {@code frequency_penalty} and {@code presence_penalty}; what is not in {@link #features} is an error, tools among it. Calls of several threads
 * wait for each other. To be closed.
 *
 * <p>In usage, tokens written are exact where each token is a whole character or more.
 */
public final class LocalChatModel implements ChatModel, AutoCloseable {

    private final ModelHost host;
    private final ChatPrompt prompt;
    private final ChatParameters defaults;

    LocalChatModel(ModelHost host, ChatParameters defaults) {
        this.host = host;
        this.prompt = ChatPrompt.of(host);
        this.defaults = defaults;
    }

    /**
     * Loads a model, with the defaults of {@link LocalModel.Builder}.
     *
     * @throws dev.lian4j.core.error.ModelException if the file is missing, damaged or no chat model, or cannot be loaded
     */
    public static LocalChatModel open(Path file) {
        return builder(file).build();
    }

    /** A model yet to be loaded. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    @Override
    public Set<ChatFeature> features() {
        return Decoding.FEATURES;
    }

    /**
     * Answers a conversation.
     *
     * @throws dev.lian4j.core.error.ContextLengthExceededException if it is longer than the context
     * @throws dev.lian4j.core.error.ModelException if something is asked for that a local model cannot do, this is
     *     closed, or the native process dies
     * @throws dev.lian4j.core.error.CancelledException if the run is cancelled, the thread interrupted, or this closed
     *     during the call
     */
    @Override
    public ChatResponse invoke(ChatRequest request, Run run) {
        ChatParameters parameters = request.parameters().orElse(defaults);
        Generated answer = new Generation(host, parameters, run)
                .generate(process -> prompt.render(request.messages(), process, run));
        return new ChatResponse(AiMessage.of(answer.text()), answer.finishReason(), answer.usage(), host.name());
    }

    /** Frees the model's memory. A call under way ends as cancelled, a later one fails. Doing it twice does nothing. */
    @Override
    public void close() {
        host.close();
    }

    @Override
    public String toString() {
        return "LocalChatModel[" + host.name() + "]";
    }

    /** Says how a chat model is to be loaded; as {@link LocalModel.Builder}, and the parameters. Not thread safe. */
    public static final class Builder {
        private final LocalModel.Builder model;
        private ChatParameters parameters = ChatParameters.NONE;

        private Builder(Path file) {
            this.model = LocalModel.builder(file);
        }

        /** Tokens of question and answer together; by default what the model was trained for, at most 8192. */
        public Builder contextSize(int tokens) {
            var unused = model.contextSize(tokens);
            return this;
        }

        /** The most tokens of the context where none is set and the model was trained for more; 8192 by default. */
        public Builder largestContextSize(int tokens) {
            var unused = model.largestContextSize(tokens);
            return this;
        }

        /** Threads that compute; by default the cores, half of them where there are more than 4. */
        public Builder threads(int count) {
            var unused = model.threads(count);
            return this;
        }

        /** Layers to compute on the GPU, where the native library on the class path can. */
        public Builder gpuLayers(int count) {
            var unused = model.gpuLayers(count);
            return this;
        }

        /** Puts a LoRA adapter, a GGUF file, on the model. */
        public Builder loraAdapter(Path adapterFile) {
            return loraAdapter(adapterFile, 1);
        }

        /** Puts a LoRA adapter on the model that works so strongly: 1 as it was trained, 0 not at all. */
        public Builder loraAdapter(Path adapterFile, double scale) {
            var unused = model.loraAdapter(adapterFile, scale);
            return this;
        }

        /** Faster for long chats, but see {@link LocalModel.Builder#reusePrompt}. */
        public Builder reusePrompt(boolean reuse) {
            var unused = model.reusePrompt(reuse);
            return this;
        }

        /** Writes conversations by this Jinja template instead of the model's own. */
        public Builder chatTemplate(String jinja) {
            var unused = model.chatTemplate(jinja);
            return this;
        }

        /** Whether the template's ownsystem message stays, see {@link LocalModel.Builder#ownSystemMessage}. */
        public Builder ownSystemMessage(boolean keep) {
            var unused = model.ownSystemMessage(keep);
            return this;
        }

        /** Parameters for requests that leave them open. */
        public Builder parameters(ChatParameters defaults) {
            this.parameters = defaults;
            return this;
        }

        /**
         * Loads the model.
         *
         * @throws dev.lian4j.core.error.ModelException if a file is missing, damaged or of another kind, the model has no
         *     chat template, or cannot be loaded
         */
        public LocalChatModel build() {
            LocalModel opened = model.open();
            try {
                return new LocalChatModel(opened.host(), parameters);
            } catch (RuntimeException e) {
                opened.close();
                throw e;
            }
        }
    }
}
