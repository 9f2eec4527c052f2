package dev.lian4j.models.local;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.gguf.GgufHeader;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How a model is opened.
 *
 * @param file the GGUF file
 * @param contextSize tokens; 0 for the model's own, but at most {@code largestContextSize}
 * @param largestContextSize tokens, where the model's own context is asked for
 * @param threads threads that compute; 0 for as many as there are cores
 * @param gpuLayers layers on the GPU
 * @param adapter a LoRA adapter to put on it
 * @param embeddings whether it makes vectors instead of texts
 * @param reusePrompt whether what a prompt shares with the last one is not computed again
 * @param ownSystemMessage whether a system message that the chat template adds by itself stays; null for what is known
 *     to be best
 * @param chatTemplate a Jinja template instead of the model's own; empty for none
 */
record LocalOptions(
        Path file,
        int contextSize,
        int largestContextSize,
        int threads,
        int gpuLayers,
        @Nullable LoraAdapter adapter,
        boolean embeddings,
        boolean reusePrompt,
        @Nullable Boolean ownSystemMessage,
        @Nullable String chatTemplate) {

    static final int LARGEST_DEFAULT_CONTEXT = 8192;
    private static final int MANY_CORES = 4;

    LocalOptions {
        if (largestContextSize < 1) {
            throw new IllegalArgumentException("largestContextSize must be at least 1, was " + largestContextSize);
        }
        if (contextSize < 0 || threads < 0 || gpuLayers < 0) {
            throw new IllegalArgumentException("contextSize, threads and gpuLayers must not be negative, were "
                    + contextSize + ", " + threads + ", " + gpuLayers);
        }
    }

    /** The tokens of the context for this model. */
    int contextSize(GgufHeader model) {
        long trained = model.contextLength();
        if (contextSize == 0) {
            return (int) (trained == 0 ? largestContextSize : Math.min(trained, largestContextSize));
        }
        if (trained > 0 && contextSize > trained) {
            throw new ModelException("A contextSize of " + contextSize + " tokens was asked for, but "
                    + file.getFileName() + " was trained for " + trained);
        }
        return contextSize;
    }

    /** The Jinja template of conversations; empty where there is none. */
    String chatTemplate(GgufHeader model) {
        return chatTemplate != null ? chatTemplate : model.chatTemplate().orElse("");
    }

    /** Whether a system message that the chat template adds by itself stays. */
    boolean keepsOwnSystemMessage() {
        return ownSystemMessage != null
                ? ownSystemMessage
                : KnownModel.ofFile(file).map(KnownModel::ownSystemMessage).orElse(true);
    }

    /** As many as there are cores; half of them where there are many, since those often share their units in pairs. */
    int threadsToUse() {
        int cores = Runtime.getRuntime().availableProcessors();
        return threads > 0 ? threads : cores <= MANY_CORES ? cores : cores / 2;
    }
}
