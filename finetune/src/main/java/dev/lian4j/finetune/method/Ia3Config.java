package dev.lian4j.finetune.method;

import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.peft.Ia3File;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.Linear;
import dev.lian4j.finetune.model.LinearSlot;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * (IA)³: what keys and values give, and what the feed-forward part's last projection takes, is scaled place by place, and
 * only these scales are trained. Source: Liu et al., "Few-Shot Parameter-Efficient Fine-Tuning", 2022; PEFT's defaults.
 */
public record Ia3Config() implements TuningMethod {

    private static final TargetModules TARGETS = TargetModules.of("k_proj", "v_proj", "down_proj");
    private static final String FEED_FORWARD = "down_proj";

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        List<LinearSlot> slots = Targets.of(model, TARGETS, Set.of());
        Map<String, Tensor> trainable = new LinkedHashMap<>();
        for (LinearSlot slot : slots) {
            boolean input = slot.name().endsWith(FEED_FORWARD);
            Tensor scale = Parameters.of(model.engine(), () -> 1, input ? slot.in() : slot.out());
            trainable.put(slot.name(), scale);
            slot.wrap(base -> new Scaled(base, scale, input));
        }
        return new Scales(model, slots, trainable);
    }

    @Override
    public long trainable(ModelConfig config) {
        return Targets.of(config, TARGETS, Set.of()).stream()
                .mapToLong(shape -> shape.name().endsWith(FEED_FORWARD) ? shape.in() : shape.out())
                .sum();
    }

    private record Scaled(Linear base, Tensor scale, boolean input) implements Linear {
        @Override
        public Tensor apply(Tensor x) {
            return input ? base.apply(x.multiply(scale)) : base.apply(x).multiply(scale);
        }
    }

    private record Scales(CausalLm model, List<LinearSlot> slots, Map<String, Tensor> trainable) implements TunedModel {

        @Override
        public void save(Path directory, String baseModel) {
            Map<String, FloatTensor> tensors = new LinkedHashMap<>();
            trainable.forEach((name, scale) -> {
                float[] values = scale.floats();
                List<Long> shape = name.endsWith(FEED_FORWARD)
                        ? List.of(1L, (long) values.length)
                        : List.of((long) values.length, 1L);
                tensors.put("base_model.model." + name + ".ia3_l", FloatTensor.of(shape, values));
            });
            new PeftAdapter(
                            new Ia3File(baseModel, "CAUSAL_LM", TARGETS, TargetModules.of(FEED_FORWARD), List.of()),
                            tensors)
                    .write(directory);
        }

        @Override
        public void close() {
            slots.forEach(LinearSlot::restore);
            Parameters.close(trainable);
        }
    }
}
