package dev.lian4j.core.weights.peft;

/**
 * PEFT's {@code PrefixTuningConfig}, as a file holds it. The one tensor is {@value PeftAdapter#PROMPT} of the shape [virtual
 * tokens, layers * 2 * token length]: a key and a value for each layer.
 *
 * @param baseModel the name or path of the model that was adapted
 * @param taskType such as {@code CAUSAL_LM}
 * @param virtualTokens how many keys and values come before those of the text
 * @param tokenDim the length of a layer's keys, all heads of keys together
 * @param layers the layers of the model
 * @param attentionHeads the heads of keys
 */
public record PrefixTuningFile(
        String baseModel, String taskType, int virtualTokens, int tokenDim, int layers, int attentionHeads)
        implements PeftConfig {}
