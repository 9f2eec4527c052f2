package dev.lian4j.core.weights.peft;

/** What {@code adapter_config.json} tells of an adapter: one record a method. Immutable. */
public sealed interface PeftConfig permits LoraFile, PromptTuningFile, PrefixTuningFile, Ia3File {

    /** The name or path of the model that was adapted; empty where the file does not say. */
    String baseModel();

    /** What the model does, such as {@code CAUSAL_LM}; empty where the file does not say. */
    String taskType();
}
