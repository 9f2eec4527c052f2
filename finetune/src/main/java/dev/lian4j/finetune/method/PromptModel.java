package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.core.weights.peft.PromptTuningFile;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A model with learned embeddings before every text. */
final class PromptModel implements TunedModel {

    private final CausalLm model;
    private final Tensor prompt;

    PromptModel(CausalLm model, FloatTensor embeddings) {
        this.model = model;
        this.prompt = Parameters.of(model.engine(), embeddings);
    }

    static PromptModel load(CausalLm model, PeftAdapter peft, Path directory) {
        FloatTensor embeddings = Parameters.only(peft, directory);
        if (embeddings.shape().get(1) != model.config().hiddenSize()) {
            throw new ModelException("The adapter " + directory + " has embeddings " + embeddings
                    + ", but the model's have a length of " + model.config().hiddenSize());
        }
        return new PromptModel(model, embeddings);
    }

    @Override
    public CausalLm model() {
        return model;
    }

    @Override
    public Map<String, Tensor> trainable() {
        return Map.of(PeftAdapter.PROMPT, prompt);
    }

    @Override
    public int virtualTokens() {
        return (int) prompt.size(0);
    }

    @Override
    public Tensor embed(Sequences sequences) {
        Tensor repeated = prompt.reshape(1, prompt.size(0), prompt.size(1))
                .expand(sequences.rows(), prompt.size(0), prompt.size(1));
        return model.engine().concat(List.of(repeated, model.embed(sequences)), 1);
    }

    @Override
    public void save(Path directory, String baseModel) {
        FloatTensor numbers = Parameters.floats(prompt);
        new PeftAdapter(file(baseModel), Map.of(PeftAdapter.PROMPT, numbers)).write(directory);
    }

    private PromptTuningFile file(String baseModel) {
        int heads = model.config().attention().heads();
        int width = model.config().hiddenSize();
        int layers = model.config().layers();
        return new PromptTuningFile(baseModel, "CAUSAL_LM", virtualTokens(), width, layers, heads, "");
    }

    @Override
    public void close() {
        prompt.close();
    }
}
