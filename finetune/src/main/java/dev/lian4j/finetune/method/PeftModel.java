package dev.lian4j.finetune.method;

import dev.lian4j.core.weights.peft.Ia3File;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.core.weights.peft.PrefixTuningFile;
import dev.lian4j.core.weights.peft.PromptTuningFile;
import dev.lian4j.finetune.model.CausalLm;
import java.nio.file.Path;

/** Puts adapters of any kind from PEFT's directories on a model. */
public final class PeftModel {

    private PeftModel() {}

    /**
     * Puts an adapter (LoRA, DoRA, prompt or prefix tuning, (IA)³) on a model, to be used or trained on. Closing what is
     * given back takes it off again.
     *
     * @throws dev.lian4j.core.error.ModelException if it cannot be read, or does not fit the model; says why
     */
    public static TunedModel load(CausalLm model, Path directory) {
        PeftAdapter peft = PeftAdapter.read(directory);
        if (peft.config() instanceof PromptTuningFile) {
            return PromptModel.load(model, peft, directory);
        }
        if (peft.config() instanceof PrefixTuningFile) {
            return PrefixModel.load(model, peft, directory);
        }
        return peft.config() instanceof Ia3File file
                ? Ia3Model.load(model, peft, file, directory)
                : LoraModel.load(model, peft, directory);
    }
}
