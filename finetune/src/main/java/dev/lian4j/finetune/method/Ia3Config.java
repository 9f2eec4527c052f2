package dev.lian4j.finetune.method;

import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import java.util.Set;

/**
 * (IA)³: what keys and values give, and what the feed-forward part's last projection takes, is scaled place by place, and
 * only these scales are trained. Source: Liu et al., "Few-Shot Parameter-Efficient Fine-Tuning", 2022; PEFT's defaults.
 */
public record Ia3Config() implements TuningMethod {

    static final TargetModules TARGETS = TargetModules.of("k_proj", "v_proj", "down_proj");
    static final String FEED_FORWARD = "down_proj";

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        return Ia3Model.of(model, Targets.of(model, TARGETS, Set.of()), Ia3Config::isInput, slot -> () -> 1);
    }

    /** Whether what goes into a projection is scaled, not what comes out. */
    private static boolean isInput(String module) {
        return module.endsWith(FEED_FORWARD);
    }

    @Override
    public long trainable(ModelConfig config) {
        return Targets.of(config, TARGETS, Set.of()).stream()
                .mapToLong(shape -> shape.name().endsWith(FEED_FORWARD) ? shape.in() : shape.out())
                .sum();
    }
}
