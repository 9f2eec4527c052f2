package dev.lian4j.finetune.method;

import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.LinearSlot;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** What LoRA's matrices are before training. */
record LoraStart(CausalLm model, LoraConfig config, Random chance) {

    LoraLayer.Numbers of(LinearSlot slot) {
        return new LoraLayer.Numbers(config.r(), a(slot), b(), config.dora() ? LoraLayer.lengths(model, slot) : null);
    }

    private DoubleSupplier a(LinearSlot slot) {
        return config.init() == LoraConfig.Init.GAUSSIAN
                ? () -> chance.nextGaussian() / config.r()
                : even(1 / Math.sqrt(slot.in()));
    }

    private DoubleSupplier b() {
        return config.init() == LoraConfig.Init.BOTH ? even(1 / Math.sqrt(config.r())) : () -> 0;
    }

    private DoubleSupplier even(double bound) {
        return () -> bound * (2 * chance.nextDouble() - 1);
    }
}
