package dev.lian4j.finetune.method;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.peft.LoraFile;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.LinearSlot;
import dev.lian4j.finetune.model.ModelConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * LoRA: beside a projection W stands the product of two narrow matrices, {@code W x + scale B A x}, and only A and B are
 * trained. PEFT's names. Source: Hu et al., "LoRA", 2021; Kalajdzievski, "rsLoRA", 2023; Liu et al., "DoRA", 2024.
 *
 * @param r how narrow, at least 1
 * @param alpha the scale is {@code alpha / r}, or {@code alpha / sqrt(r)} with rsLoRA
 * @param dropout how many of the numbers that go into A are dropped in training, 0 to below 1
 * @param targetModules the projections
 * @param layersToTransform only those of these layers; of all where empty
 * @param rsLora whether the scale is that of rank-stabilised LoRA
 * @param dora whether the length of each row of {@code W + scale B A} is trained apart from its direction
 * @param init what A and B are at first
 * @param bias which of the model's own biases are trained too
 * @param modulesToSave modules of the model that are trained whole, by the ends of their names
 */
public record LoraConfig(
        int r,
        double alpha,
        double dropout,
        TargetModules targetModules,
        Set<Integer> layersToTransform,
        boolean rsLora,
        boolean dora,
        Init init,
        Bias bias,
        List<String> modulesToSave)
        implements TuningMethod {

    /** What A and B are at first. */
    public enum Init {
        /** A even, between plus and minus 1 / sqrt(in), as PEFT's default; B 0, so nothing changes at first. */
        KAIMING("true"),
        /** A normal, with a deviation of 1 / r, as the paper's and PEFT's {@code gaussian}; B 0. */
        GAUSSIAN("gaussian"),
        /** A and B even, each by what goes into it, as PEFT's {@code false}: for tests, since the model changes at once. */
        BOTH("false");

        private final String peft;

        Init(String peft) {
            this.peft = peft;
        }
    }

    /** Which of the model's own biases are trained. */
    public enum Bias {
        /** None. */
        NONE("none"),
        /** All that there are. */
        ALL("all"),
        /** Those of the projections with matrices. */
        LORA_ONLY("lora_only");

        private final String peft;

        Bias(String peft) {
            this.peft = peft;
        }
    }

    /** Checks the numbers, copies the rest. */
    public LoraConfig {
        if (r < 1) {
            throw new IllegalArgumentException("r must be at least 1, was " + r);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("dropout must be 0 to below 1, was " + dropout);
        }
        layersToTransform = Set.copyOf(layersToTransform);
        modulesToSave = List.copyOf(modulesToSave);
    }

    /** r 8, alpha 16, no dropout, at query and value. */
    public static LoraConfig defaults() {
        TargetModules modules = TargetModules.of("q_proj", "v_proj");
        return new LoraConfig(8, 16, 0, modules, Set.of(), false, false, Init.KAIMING, Bias.NONE, List.of());
    }

    /** This with another rank and scale. */
    public LoraConfig rank(int newR, double newAlpha) {
        return copy(newR, newAlpha, dropout, targetModules, layersToTransform);
    }

    /** This at other projections. */
    public LoraConfig targets(TargetModules modules) {
        return copy(r, alpha, dropout, modules, layersToTransform);
    }

    /** This with dropout. */
    public LoraConfig dropout(double share) {
        return copy(r, alpha, share, targetModules, layersToTransform);
    }

    /** This in some layers only, counted from 0. */
    public LoraConfig layers(Integer... numbers) {
        return copy(r, alpha, dropout, targetModules, Set.of(numbers));
    }

    private LoraConfig copy(int newR, double newAlpha, double share, TargetModules modules, Set<Integer> layers) {
        return new LoraConfig(newR, newAlpha, share, modules, layers, rsLora, dora, init, bias, modulesToSave);
    }

    /** This with the scale of rank-stabilised LoRA. */
    public LoraConfig rankStabilised() {
        return copy(true, dora, init, bias, modulesToSave);
    }

    /** This as DoRA. */
    public LoraConfig useDora() {
        return copy(rsLora, true, init, bias, modulesToSave);
    }

    /** This with other numbers at first. */
    public LoraConfig init(Init start) {
        return copy(rsLora, dora, start, bias, modulesToSave);
    }

    /** This with the model's own biases trained too. */
    public LoraConfig bias(Bias which) {
        return copy(rsLora, dora, init, which, modulesToSave);
    }

    /** This with some modules trained whole, such as {@code embed_tokens} or {@code lm_head}. */
    public LoraConfig modulesToSave(String... modules) {
        return copy(rsLora, dora, init, bias, List.of(modules));
    }

    private LoraConfig copy(boolean stable, boolean apart, Init start, Bias biases, List<String> whole) {
        return new LoraConfig(r, alpha, dropout, targetModules, layersToTransform, stable, apart, start, biases, whole);
    }

    /** By how much B A is multiplied. */
    public double scale() {
        return alpha / (rsLora ? Math.sqrt(r) : r);
    }

    @Override
    public TunedModel apply(CausalLm model, long seed) {
        return LoraModel.fresh(model, this, seed);
    }

    /** {@code r (in + out)} a projection, in place of its {@code in out}; with DoRA {@code out} more. */
    @Override
    public long trainable(ModelConfig config) {
        List<Targets.Shape> targets = Targets.of(config, targetModules, layersToTransform);
        long matrices = targets.stream()
                .mapToLong(shape -> r * (shape.in() + shape.out()) + (dora ? shape.out() : 0))
                .sum();
        Set<String> names = targets.stream().map(Targets.Shape::name).collect(Collectors.toSet());
        Map<String, List<Long>> shapes = config.shapes();
        return OwnNames.of(this, shapes.keySet(), names).stream()
                .map(shapes::get)
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .reduce(matrices, Long::sum);
    }

    void checkRank(LinearSlot slot) {
        if (r > Math.min(slot.in(), slot.out())) {
            throw new ModelException("The rank r " + r + " is larger than " + slot + "; choose a smaller one");
        }
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
                .dora(dora)
                .init(init.peft)
                .bias(bias.peft)
                .modulesToSave(modulesToSave)
                .layersToTransform(layersToTransform.stream().sorted().toList())
                .build();
    }
}
