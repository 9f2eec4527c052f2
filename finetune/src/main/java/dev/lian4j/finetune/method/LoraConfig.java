package dev.lian4j.finetune.method;

import dev.lian4j.core.weights.peft.LoraFile;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import java.util.Set;

/**
 * LoRA: beside a projection W stands the product of two narrow matrices, {@code W x + scale B A x}, and only A and B are
 * trained. PEFT's names. Source: Hu et al., "LoRA", 2021; Kalajdzievski, "rsLoRA", 2023.
 *
 * @param r how narrow, at least 1
 * @param alpha the scale is {@code alpha / r}, or {@code alpha / sqrt(r)} with rsLoRA
 * @param dropout how many of the numbers that go into A are dropped in training, 0 to below 1
 * @param targetModules the projections
 * @param layersToTransform only those of these layers; of all where empty
 * @param rsLora whether the scale is that of rank-stabilised LoRA
 * @param init what A is at first; B is 0, so nothing changes at first
 */
public record LoraConfig(
        int r,
        double alpha,
        double dropout,
        TargetModules targetModules,
        Set<Integer> layersToTransform,
        boolean rsLora,
        Init init)
        implements TuningMethod {

    /** What A is at first. */
    public enum Init {
        /** Even, between plus and minus 1 / sqrt(in), as PEFT's default. */
        KAIMING,
        /** Normal, with a deviation of 1 / r, as the paper's and PEFT's {@code gaussian}. */
        GAUSSIAN
    }

    /** Checks the numbers. */
    public LoraConfig {
        if (r < 1) {
            throw new IllegalArgumentException("r must be at least 1, was " + r);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be 0 to below 1, was " + dropout);
        }
        layersToTransform = Set.copyOf(layersToTransform);
    }

    /** r 8, alpha 16, no dropout, at query and value. */
    public static LoraConfig defaults() {
        return new LoraConfig(8, 16, 0, TargetModules.of("q_proj", "v_proj"), Set.of(), false, Init.KAIMING);
    }

    /** This with another rank and scale. */
    public LoraConfig rank(int newR, double newAlpha) {
        return new LoraConfig(newR, newAlpha, dropout, targetModules, layersToTransform, rsLora, init);
    }

    /** This at other projections. */
    public LoraConfig targets(TargetModules modules) {
        return new LoraConfig(r, alpha, dropout, modules, layersToTransform, rsLora, init);
    }

    /** This with dropout. */
    public LoraConfig dropout(double share) {
        return new LoraConfig(r, alpha, share, targetModules, layersToTransform, rsLora, init);
    }

    /** This with the scale of rank-stabilised LoRA. */
    public LoraConfig rankStabilised() {
        return new LoraConfig(r, alpha, dropout, targetModules, layersToTransform, true, init);
    }

    /** By how much B A is multiplied. */
    public double scale() {
        return alpha / (rsLora ? Math.sqrt(r) : r);
    }

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        return LoraModel.fresh(model, this, seed);
    }

    /** {@code r (in + out)} a projection, in place of its {@code in out}. */
    @Override
    public long trainable(ModelConfig config) {
        return Targets.of(config, targetModules, layersToTransform).stream()
                .mapToLong(shape -> r * (shape.in() + shape.out()))
                .sum();
    }

    /** As PEFT's file has it. */
    LoraFile toFile(String baseModel) {
        return LoraFile.builder()
                .baseModel(baseModel)
                .r(r)
                .alpha(alpha)
                .dropout(dropout)
                .targetModules(targetModules)
                .rsLora(rsLora)
                .init(init == Init.GAUSSIAN ? "gaussian" : "true")
                .layersToTransform(layersToTransform.stream().sorted().toList())
                .build();
    }
}
