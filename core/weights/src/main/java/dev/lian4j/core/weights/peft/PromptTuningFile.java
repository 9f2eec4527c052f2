package dev.lian4j.core.weights.peft;

/**
 * PEFT's {@code PromptTuningConfig}, as a file holds it. The one tensor is {@value PeftAdapter#PROMPT} of the shape
 * [virtual tokens, token length].
 *
 * @param baseModel the name or path of the model that was adapted
 * @param taskType such as {@code CAUSAL_LM}
 * @param virtualTokens how many vectors come before the text
 * @param tokenDim the length of a vector
 * @param layers the layers of the model
 * @param attentionHeads the heads of the model
 * @param initText the text whose embeddings the vectors started from; empty where they were random
 */
public record PromptTuningFile(
        String baseModel,
        String taskType,
        int virtualTokens,
        int tokenDim,
        int layers,
        int attentionHeads,
        String initText)
        implements PeftConfig {}
