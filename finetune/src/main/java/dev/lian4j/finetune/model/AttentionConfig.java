package dev.lian4j.finetune.model;

import dev.lian4j.core.error.ModelException;

/**
 * How a model attends.
 *
 * @param heads query heads
 * @param keyValueHeads heads of keys and values; each serves {@code heads / keyValueHeads} query heads
 * @param headSize numbers of a head; even
 * @param inputBias whether query, key and value projections have biases
 * @param outputBias whether the output projection has one
 * @param headNorm whether query and key heads are normed (Qwen3)
 * @param window how many tokens, itself included, a token sees in sliding layers; 0 for all
 * @param firstWindowLayer the first layer with a window; those before see all
 */
public record AttentionConfig(
        int heads,
        int keyValueHeads,
        int headSize,
        boolean inputBias,
        boolean outputBias,
        boolean headNorm,
        int window,
        int firstWindowLayer) {

    /** Checks that the heads fit. */
    public AttentionConfig {
        if (heads < 1 || keyValueHeads < 1 || heads % keyValueHeads != 0) {
            throw new ModelException(heads + " attention heads cannot share " + keyValueHeads
                    + " key-value heads evenly; the configuration is wrong");
        }
        if (headSize < 2 || headSize % 2 != 0) {
            throw new ModelException("A head must have an even number of values, but has " + headSize);
        }
        if (window < 0 || firstWindowLayer < 0) {
            throw new ModelException("The sliding window and its first layer must not be negative, were " + window
                    + " and " + firstWindowLayer);
        }
    }

    /** Attention with no bias, norm or window. */
    public static AttentionConfig of(int heads, int keyValueHeads, int headSize) {
        return new AttentionConfig(heads, keyValueHeads, headSize, false, false, false, 0, 0);
    }

    /** The window of a layer; 0 for none. */
    public int window(int layer) {
        return layer >= firstWindowLayer ? window : 0;
    }
}
