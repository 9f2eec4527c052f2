package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.peft.LoraPair;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.DenseLinear;
import dev.lian4j.finetune.model.LinearSlot;
import dev.lian4j.finetune.model.Weighted;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** LoRA's matrices at one projection, with DoRA's magnitude where there is one. */
final class LoraLayer {

    static final String A = ".lora_A.weight";
    static final String B = ".lora_B.weight";
    static final String MAGNITUDE = ".lora_magnitude_vector";

    private final CausalLm model;
    private final LinearSlot slot;
    private final Tensor a;
    private final Tensor b;
    private final @Nullable Tensor magnitude;
    private final double scale;
    private final LoraState state;
    private @Nullable Tensor original;

    private LoraLayer(CausalLm model, LinearSlot slot, Numbers numbers, double scale, LoraState state) {
        this.model = model;
        this.slot = slot;
        this.a = Parameters.of(model.engine(), numbers.a(), numbers.rank(), slot.in());
        this.b = Parameters.of(model.engine(), numbers.b(), slot.out(), numbers.rank());
        this.magnitude =
                numbers.magnitude() == null ? null : Parameters.of(model.engine(), numbers.magnitude(), slot.out());
        this.scale = scale;
        this.state = state;
    }

    /** Puts matrices at a projection. */
    static LoraLayer put(CausalLm model, LinearSlot slot, Numbers numbers, double scale, LoraState state) {
        LoraLayer layer = new LoraLayer(model, slot, numbers, scale, state);
        layer.putOn();
        return layer;
    }

    /** What the matrices are at first. */
    record Numbers(
            int rank,
            DoubleSupplier a,
            DoubleSupplier b,
            @Nullable DoubleSupplier magnitude) {

        static Numbers of(LoraPair pair) {
            FloatTensor magnitude = pair.magnitude();
            return new Numbers(
                    pair.rank(),
                    Parameters.values(pair.a()),
                    Parameters.values(pair.b()),
                    magnitude == null ? null : Parameters.values(magnitude));
        }
    }

    /** The lengths of the rows of a projection's own weight: DoRA's magnitudes at first. */
    static DoubleSupplier lengths(CausalLm model, LinearSlot slot) {
        try (Scope ignored = model.engine().quiet()) {
            return Parameters.values(
                    Parameters.floats(DoraLinear.lengths(matrix(slot).weight())));
        }
    }

    private static Weighted matrix(LinearSlot slot) {
        if (slot.base() instanceof Weighted matrix) {
            return matrix;
        }
        throw new ModelException("'" + slot.name() + "' is no plain matrix, which this method needs");
    }

    private void putOn() {
        slot.wrap(base -> magnitude == null
                ? new LoraLinear(base, a, b, scale, state)
                : new DoraLinear(model.engine(), base, matrix(slot), a, b, magnitude, scale, state));
    }

    void takeOff() {
        Layer.takeOff(slot, state);
    }

    void addTo(Map<String, Tensor> trainable) {
        trainable.put(slot.name() + A, a);
        trainable.put(slot.name() + B, b);
        if (magnitude != null) {
            trainable.put(slot.name() + MAGNITUDE, magnitude);
        }
    }

    String name() {
        return slot.name();
    }

    LoraPair pair() {
        return new LoraPair(
                Parameters.floats(a), Parameters.floats(b), magnitude == null ? null : Parameters.floats(magnitude));
    }

    /** Checks that it can be merged, before anything is changed. */
    Tensor mergeable() {
        boolean table = model.config().tiedEmbeddings() && slot.name().equals("lm_head");
        if (slot.base() instanceof DenseLinear dense && !table) {
            return dense.weight();
        }
        throw new ModelException("The adapter cannot be merged into '" + slot.name()
                + "': its weight is also the embedding table, or is not kept as plain numbers");
    }

    void merge() {
        Tensor weight = mergeable();
        try (Scope ignored = model.engine().quiet()) {
            original = model.engine().keep(weight.copy());
            weight.addAssign(change(weight).multiply(state.strength()));
        }
        takeOff();
    }

    private Tensor change(Tensor weight) {
        return magnitude == null
                ? b.matmul(a).multiply(scale)
                : new DoraLinear(model.engine(), slot, matrix(slot), a, b, magnitude, scale, state)
                        .merged()
                        .subtract(weight);
    }

    void unmerge() {
        Tensor before = original;
        if (before != null) {
            try (Scope ignored = model.engine().quiet()) {
                mergeable().assign(before);
            }
            before.close();
            original = null;
            putOn();
        }
    }

    void close() {
        takeOff();
        if (original != null) {
            original.close();
        }
    }
}
