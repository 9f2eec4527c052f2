package dev.lian4j.finetune.method;

import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;

/** How a model is fine-tuned: which of its numbers are trained, or which are put in. Immutable. */
public sealed interface TuningMethod
        permits FullTuning, LoraConfig, PromptTuningConfig, PrefixTuningConfig, AdapterConfig, Ia3Config {

    /**
     * Makes a model ready to be trained; closing what is given back takes out again what was put in. Methods that put
     * something in may work on one model together.
     *
     * @param seed of numbers by chance
     * @throws dev.lian4j.core.error.ModelException if the method does not fit the model; says why
     */
    TunedModel apply(CausalLm model, long seed);

    /**
     * How many numbers it would train of a model that looks so; needs no model.
     *
     * @throws dev.lian4j.core.error.ModelException as {@link #apply}
     */
    long trainable(ModelConfig config);
}
