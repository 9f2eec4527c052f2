package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.peft.Ia3File;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.Linear;
import dev.lian4j.finetune.model.LinearSlot;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A model with (IA)³'s scales at some of its projections. */
final class Ia3Model implements TunedModel {

    private static final String BEFORE = "base_model.model.";
    private static final String BEHIND = ".ia3_l";

    private final CausalLm model;
    private final List<LinearSlot> slots;
    private final Predicate<String> isInput;
    private final Map<String, Tensor> scales = new LinkedHashMap<>();

    private Ia3Model(CausalLm model, List<LinearSlot> slots, Predicate<String> isInput) {
        this.model = model;
        this.slots = slots;
        this.isInput = isInput;
    }

    static Ia3Model of(
            CausalLm model,
            List<LinearSlot> slots,
            Predicate<String> isInput,
            Function<LinearSlot, DoubleSupplier> values) {
        Ia3Model tuned = new Ia3Model(model, slots, isInput);
        slots.forEach(slot -> tuned.put(slot, values.apply(slot)));
        return tuned;
    }

    static Ia3Model load(CausalLm model, PeftAdapter peft, Ia3File file, Path directory) {
        List<LinearSlot> slots = Targets.of(model, file.targetModules(), Set.of());
        slots.forEach(slot -> check(slot, peft, file, directory));
        return of(
                model,
                slots,
                file.feedforwardModules()::matches,
                slot -> Parameters.values(Objects.requireNonNull(peft.tensors().get(BEFORE + slot.name() + BEHIND))));
    }

    private static void check(LinearSlot slot, PeftAdapter peft, Ia3File file, Path directory) {
        FloatTensor scale = peft.tensors().get(BEFORE + slot.name() + BEHIND);
        boolean input = file.feedforwardModules().matches(slot.name());
        if (scale == null || scale.values().length != (input ? slot.in() : slot.out())) {
            throw new ModelException("The adapter " + directory + " has "
                    + (scale == null ? "no scales" : scale + " as scales") + " for " + slot);
        }
    }

    private void put(LinearSlot slot, DoubleSupplier values) {
        boolean input = isInput.test(slot.name());
        Tensor scale = Parameters.of(model.engine(), values, input ? slot.in() : slot.out());
        scales.put(slot.name(), scale);
        slot.wrap(base -> new Scaled(base, scale, input, this));
    }

    private record Scaled(Linear base, Tensor scale, boolean input, Object owner) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            return input ? base.apply(x.multiply(scale)) : base.apply(x).multiply(scale);
        }

        @Override
        public Layer around(Linear newBase) {
            return new Scaled(newBase, scale, input, owner);
        }
    }

    @Override
    public CausalLm model() {
        return model;
    }

    @Override
    public Map<String, Tensor> trainable() {
        return Collections.unmodifiableMap(scales);
    }

    @Override
    public void save(Path directory, String baseModel) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        scales.forEach((name, scale) -> {
            long length = scale.count();
            List<Long> shape = isInput.test(name) ? List.of(1L, length) : List.of(length, 1L);
            tensors.put(BEFORE + name + BEHIND, FloatTensor.of(shape, scale.floats()));
        });
        new PeftAdapter(file(baseModel), tensors).write(directory);
    }

    private Ia3File file(String baseModel) {
        TargetModules modules = modules(name -> true);
        return new Ia3File(baseModel, "CAUSAL_LM", modules, modules(isInput), List.of());
    }

    private TargetModules modules(Predicate<String> wanted) {
        Set<String> names = scales.keySet().stream()
                .filter(wanted)
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
        return TargetModules.of(names.stream().sorted().toArray(String[]::new));
    }

    @Override
    public void close() {
        slots.forEach(slot -> Layer.takeOff(slot, this));
        Parameters.close(scales);
        scales.clear();
    }
}
