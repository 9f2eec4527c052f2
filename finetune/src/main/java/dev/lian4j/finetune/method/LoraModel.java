package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.peft.LoraAdapterFile;
import dev.lian4j.core.weights.peft.LoraFile;
import dev.lian4j.core.weights.peft.LoraPair;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.DenseLinear;
import dev.lian4j.finetune.model.LinearSlot;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleSupplier;

/**
 * A model with LoRA's matrices at some of its projections: to be trained, or read from a PEFT directory to be used. Several
 * adapters may lie on one model, each adding its own; they are closed in the reverse order.
 */
public final class LoraModel implements TunedModel {

    private final CausalLm model;
    private final LoraFile file;
    private final List<LinearSlot> slots;
    private final Map<String, Tensor> trainable = new LinkedHashMap<>();
    private final AtomicBoolean training = new AtomicBoolean();
    private final Map<LinearSlot, Tensor> unmerged = new LinkedHashMap<>();

    private LoraModel(CausalLm model, LoraFile file, List<LinearSlot> slots) {
        this.model = model;
        this.file = file;
        this.slots = slots;
    }

    static LoraModel fresh(CausalLm model, LoraConfig config, long seed) {
        List<LinearSlot> slots = Targets.of(model, config.targetModules(), config.layersToTransform());
        LoraModel lora = new LoraModel(model, config.toFile(""), slots);
        Random chance = new Random(seed);
        for (LinearSlot slot : slots) {
            if (config.r() > Math.min(slot.in(), slot.out())) {
                throw new ModelException(
                        "The rank r " + config.r() + " is larger than " + slot + "; choose a smaller one");
            }
            double bound = 1 / Math.sqrt(slot.in());
            DoubleSupplier a = config.init() == LoraConfig.Init.GAUSSIAN
                    ? () -> chance.nextGaussian() / config.r()
                    : () -> bound * (2 * chance.nextDouble() - 1);
            lora.put(slot, a, () -> 0);
        }
        return lora;
    }

    /**
     * Puts an adapter from a PEFT directory on a model.
     *
     * @throws ModelException if it is no LoRA adapter, asks for what is not supported (DoRA, layers trained whole), or does
     *     not fit the model
     */
    public static LoraModel load(CausalLm model, Path directory) {
        LoraAdapterFile adapter = LoraAdapterFile.of(PeftAdapter.read(directory));
        if (adapter.config().dora() || !adapter.others().isEmpty()) {
            throw new ModelException("The adapter " + directory + " has DoRA's magnitudes or whole tensors ("
                    + adapter.others().keySet() + "), which are not supported here");
        }
        List<LinearSlot> slots = adapter.pairs().keySet().stream()
                .map(name -> slot(model, name, directory))
                .toList();
        LoraModel lora = new LoraModel(model, adapter.config(), slots);
        for (LinearSlot slot : slots) {
            LoraPair pair = Objects.requireNonNull(adapter.pairs().get(slot.name()));
            lora.put(slot, numbers(pair.a()), numbers(pair.b()));
        }
        return lora;
    }

    private static LinearSlot slot(CausalLm model, String name, Path directory) {
        LinearSlot slot = model.linears().get(name);
        if (slot == null) {
            throw new ModelException(
                    "The adapter " + directory + " is for '" + name + "', which the model does not have");
        }
        return slot;
    }

    private static DoubleSupplier numbers(FloatTensor tensor) {
        FloatBuffer values = FloatBuffer.wrap(tensor.values());
        return values::get;
    }

    private void put(LinearSlot slot, DoubleSupplier aValues, DoubleSupplier bValues) {
        TensorEngine engine = model.engine();
        int rank = file.rank(slot.name());
        Tensor a = Parameters.of(engine, aValues, rank, slot.in());
        Tensor b = Parameters.of(engine, bValues, slot.out(), rank);
        trainable.put(slot.name() + ".lora_A.weight", a);
        trainable.put(slot.name() + ".lora_B.weight", b);
        double scale = file.scale(slot.name());
        slot.wrap(base -> new LoraLinear(base, a, b, scale, file.dropout(), training));
    }

    @Override
    public CausalLm model() {
        return model;
    }

    @Override
    public Map<String, Tensor> trainable() {
        return Collections.unmodifiableMap(trainable);
    }

    @Override
    public void training(boolean on) {
        training.set(on);
    }

    /** The adapter as a file holds it: for PEFT's directories, and for llama.cpp's. */
    public LoraAdapterFile toFile(String baseModel) {
        Map<String, LoraPair> pairs = new LinkedHashMap<>();
        for (LinearSlot slot : slots) {
            pairs.put(
                    slot.name(),
                    new LoraPair(
                            Parameters.floats(part(slot, ".lora_A.weight")),
                            Parameters.floats(part(slot, ".lora_B.weight"))));
        }
        return new LoraAdapterFile(file.with(builder -> builder.baseModel(baseModel)), pairs, Map.of());
    }

    private Tensor part(LinearSlot slot, String end) {
        return Objects.requireNonNull(trainable.get(slot.name() + end));
    }

    @Override
    public void save(Path directory, String baseModel) {
        toFile(baseModel).toPeft().write(directory);
    }

    /**
     * Adds {@code scale B A} to the model's own weights, which then compute the same without the adapter.
     *
     * @throws ModelException if a projection shares its weight with the embeddings, or has none of its own
     */
    public void merge() {
        for (LinearSlot slot : slots) {
            Tensor weight = weight(slot);
            try (Scope ignored = model.engine().quiet()) {
                unmerged.put(slot, model.engine().keep(weight.copy()));
                Tensor delta = part(slot, ".lora_B.weight").matmul(part(slot, ".lora_A.weight"));
                weight.addAssign(delta.multiply(file.scale(slot.name())));
            }
            slot.restore();
        }
    }

    private Tensor weight(LinearSlot slot) {
        Set<String> shared = Set.of("lm_head");
        if (slot.base() instanceof DenseLinear dense
                && !(model.config().tiedEmbeddings() && shared.contains(slot.name()))) {
            return dense.weight();
        }
        throw new ModelException("The adapter cannot be merged into '" + slot.name()
                + "': its weight is also the embedding table, or not a plain matrix");
    }

    /** Takes back {@link #merge}: the weights are as they were, number for number. */
    public void unmerge() {
        unmerged.forEach((slot, original) -> {
            try (Scope ignored = model.engine().quiet()) {
                weight(slot).assign(original);
            }
            original.close();
            double scale = file.scale(slot.name());
            Tensor a = part(slot, ".lora_A.weight");
            Tensor b = part(slot, ".lora_B.weight");
            slot.wrap(base -> new LoraLinear(base, a, b, scale, file.dropout(), training));
        });
        unmerged.clear();
    }

    /** Takes the adapter out again, unless it was merged. */
    @Override
    public void close() {
        if (unmerged.isEmpty()) {
            slots.forEach(this::unwrap);
        }
        unmerged.values().forEach(Tensor::close);
        Parameters.close(trainable);
    }

    private void unwrap(LinearSlot slot) {
        if (slot.current() instanceof LoraLinear lora) {
            slot.replace(lora.base());
        }
    }
}
