package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.peft.LoraAdapterFile;
import dev.lian4j.core.weights.peft.LoraFile;
import dev.lian4j.core.weights.peft.LoraPair;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.LinearSlot;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model with LoRA's matrices at some of its projections: to be trained, or read from a PEFT directory to be used. Several
 * adapters may lie on one model, each adding its own as strongly as it is told ({@link #strength}): so they are stacked,
 * weighted, or switched. They may be closed in any order; merged ones are taken back in the reverse order of merging.
 */
public final class LoraModel implements TunedModel {

    private final CausalLm model;
    private final LoraFile file;
    private final LoraState state;
    private final OwnParameters own;
    private final List<LoraLayer> layers = new ArrayList<>();
    private boolean merged;

    private LoraModel(CausalLm model, LoraFile file, OwnParameters own) {
        this.model = model;
        this.file = file;
        this.state = new LoraState(file.dropout());
        this.own = own;
    }

    static LoraModel fresh(CausalLm model, LoraConfig config, long seed) {
        List<LinearSlot> slots = Targets.of(model, config.targetModules(), config.layersToTransform());
        slots.forEach(config::checkRank);
        Set<String> names = slots.stream().map(LinearSlot::name).collect(Collectors.toSet());
        List<String> whole = OwnNames.of(config, model.parameters().keySet(), names);
        LoraModel lora = new LoraModel(model, config.toFile(""), OwnParameters.of(model, whole));
        LoraStart start = new LoraStart(model, config, new Random(seed));
        slots.forEach(slot -> lora.put(slot, start.of(slot)));
        return lora;
    }

    /**
     * Puts an adapter from a PEFT directory on a model.
     *
     * @throws ModelException if it is no LoRA adapter, or does not fit the model
     */
    public static LoraModel load(CausalLm model, Path directory) {
        return load(model, PeftAdapter.read(directory), directory);
    }

    static LoraModel load(CausalLm model, PeftAdapter peft, Path directory) {
        LoraAdapterFile adapter = LoraAdapterFile.of(peft);
        adapter.pairs().forEach((name, pair) -> check(model, name, pair, directory));
        LoraModel lora = new LoraModel(model, adapter.config(), OwnParameters.of(model, adapter.others(), directory));
        adapter.pairs()
                .forEach((name, pair) ->
                        lora.put(Objects.requireNonNull(model.linears().get(name)), LoraLayer.Numbers.of(pair)));
        return lora;
    }

    private static void check(CausalLm model, String name, LoraPair pair, Path directory) {
        LinearSlot slot = model.linears().get(name);
        if (slot == null) {
            throw new ModelException(
                    "The adapter " + directory + " is for '" + name + "', which the model does not have");
        }
        if (pair.a().shape().get(1) != slot.in() || pair.b().shape().get(0) != slot.out()) {
            throw new ModelException("The adapter " + directory + " has matrices " + pair.a() + " and " + pair.b()
                    + " for '" + name + "', but the model's projection is " + slot);
        }
    }

    private void put(LinearSlot slot, LoraLayer.Numbers numbers) {
        layers.add(LoraLayer.put(model, slot, numbers, file.scale(slot.name()), state));
    }

    @Override
    public CausalLm model() {
        return model;
    }

    @Override
    public Map<String, Tensor> trainable() {
        Map<String, Tensor> trainable = new LinkedHashMap<>();
        layers.forEach(layer -> layer.addTo(trainable));
        trainable.putAll(own.tensors());
        return Collections.unmodifiableMap(trainable);
    }

    @Override
    public void training(boolean on) {
        state.training(on);
    }

    /**
     * Lets the adapter work so many times as strongly as it was trained: 0 switches it off, 0.5 halves what it adds. Not
     * of modules that were trained whole. What is merged stays as it is.
     */
    public void strength(double times) {
        state.strength(times);
    }

    /** The adapter as a file holds it: for PEFT's directories, and for llama.cpp's. */
    public LoraAdapterFile toFile(String baseModel) {
        Map<String, LoraPair> pairs = new LinkedHashMap<>();
        layers.forEach(layer -> pairs.put(layer.name(), layer.pair()));
        LoraFile named = file.with(builder -> builder.baseModel(baseModel));
        return new LoraAdapterFile(named, pairs, Parameters.floats(own.tensors()));
    }

    @Override
    public void save(Path directory, String baseModel) {
        toFile(baseModel).toPeft().write(directory);
    }

    /**
     * Works what the adapter does into the model's own weights, which then compute the same without it.
     *
     * @throws ModelException if a projection shares its weight with the embeddings, or is kept quantised; then nothing
     *     is changed
     * @throws IllegalStateException if it is merged already
     */
    public void merge() {
        if (merged) {
            throw new IllegalStateException("The adapter is merged already");
        }
        layers.forEach(LoraLayer::mergeable);
        layers.forEach(LoraLayer::merge);
        merged = true;
    }

    /** Takes back {@link #merge}: the weights are as they were, number for number. */
    public void unmerge() {
        layers.forEach(LoraLayer::unmerge);
        merged = false;
    }

    /** Takes the adapter out again; what was merged stays. */
    @Override
    public void close() {
        Map<String, Tensor> trained = new LinkedHashMap<>();
        layers.forEach(layer -> layer.addTo(trained));
        layers.forEach(LoraLayer::close);
        layers.clear();
        own.close(merged);
        Parameters.close(trained);
    }
}
