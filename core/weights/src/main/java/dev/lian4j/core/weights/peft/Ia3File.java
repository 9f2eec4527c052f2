package dev.lian4j.core.weights.peft;

import java.util.List;

/**
 * PEFT's {@code IA3Config}, as a file holds it. The tensors are {@code base_model.model.<module>.ia3_l}: [out, 1], and [1,
 * in] where the module is a feed-forward one, whose input is scaled.
 *
 * @param baseModel the name or path of the model that was adapted
 * @param taskType such as {@code CAUSAL_LM}
 * @param targetModules the modules that are scaled
 * @param feedforwardModules those among them whose input is scaled, not the output
 * @param modulesToSave modules that were trained whole
 */
public record Ia3File(
        String baseModel,
        String taskType,
        TargetModules targetModules,
        TargetModules feedforwardModules,
        List<String> modulesToSave)
        implements PeftConfig {

    /** Copies the list. */
    public Ia3File {
        modulesToSave = List.copyOf(modulesToSave);
    }
}
