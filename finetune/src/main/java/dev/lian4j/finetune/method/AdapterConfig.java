package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.Linear;
import dev.lian4j.finetune.model.LinearSlot;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.model.TensorFile;
import dev.lian4j.finetune.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Bottleneck adapters: behind a projection stands a small network, {@code y + up(gelu(down(y)))}, and only that is
 * trained. Behind attention and feed-forward part as in Houlsby et al., "Parameter-Efficient Transfer Learning", 2019, or
 * behind the feed-forward part only as in Pfeiffer et al., "AdapterFusion", 2020.
 *
 * @param size how narrow the network is, at least 1
 * @param behind the projections behind which it stands
 */
public record AdapterConfig(int size, TargetModules behind) implements TuningMethod {

    /** Checks the size. */
    public AdapterConfig {
        if (size < 1) {
            throw new IllegalArgumentException("size must be at least 1, was " + size);
        }
    }

    /** Behind attention and feed-forward part. */
    public static AdapterConfig houlsby(int size) {
        return new AdapterConfig(size, TargetModules.of("o_proj", "down_proj"));
    }

    /** Behind the feed-forward part. */
    public static AdapterConfig pfeiffer(int size) {
        return new AdapterConfig(size, TargetModules.of("down_proj"));
    }

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        List<LinearSlot> slots = Targets.of(model, behind, Set.of());
        Random chance = new Random(seed);
        Object owner = new Object();
        Map<String, Tensor> trainable = new LinkedHashMap<>();
        for (LinearSlot slot : slots) {
            double deviation = 1 / Math.sqrt(slot.out());
            Tensor down = Parameters.of(model.engine(), () -> deviation * chance.nextGaussian(), size, slot.out());
            Tensor up = Parameters.of(model.engine(), () -> 0, slot.out(), size);
            trainable.put(slot.name() + ".adapter_down.weight", down);
            trainable.put(slot.name() + ".adapter_up.weight", up);
            slot.wrap(base -> new Bottleneck(base, down, up, owner));
        }
        return new Adapted(model, slots, trainable, owner);
    }

    @Override
    public long trainable(ModelConfig config) {
        return Targets.of(config, behind, Set.of()).stream()
                .mapToLong(shape -> 2L * size * shape.out())
                .sum();
    }

    private record Bottleneck(Linear base, Tensor down, Tensor up, Object owner) implements Layer {
        @Override
        public Tensor apply(Tensor x) {
            Tensor y = base.apply(x);
            return y.add(y.linear(down).gelu().linear(up));
        }

        @Override
        public Layer around(Linear newBase) {
            return new Bottleneck(newBase, down, up, owner);
        }
    }

    private record Adapted(CausalLm model, List<LinearSlot> slots, Map<String, Tensor> trainable, Object owner)
            implements TunedModel {

        /** PEFT has no such adapters: the tensors stand alone, under the names of {@link #trainable()}. */
        @Override
        public void save(Path directory, String baseModel) {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new ModelException("Cannot make the directory " + directory, ModelException.Details.NONE, e);
            }
            TensorFile.write(directory.resolve("bottleneck_adapters.safetensors"), trainable);
        }

        @Override
        public void close() {
            slots.forEach(slot -> Layer.takeOff(slot, owner));
            Parameters.close(trainable);
        }
    }
}
