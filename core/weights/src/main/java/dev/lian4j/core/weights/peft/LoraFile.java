package dev.lian4j.core.weights.peft;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * PEFT's {@code LoraConfig}, as a file holds it.
 *
 * @param baseModel the name or path of the model that was adapted
 * @param taskType such as {@code CAUSAL_LM}
 * @param r the rank; 1 at least
 * @param alpha the scale is alpha / r, or alpha / sqrt(r) with rsLoRA
 * @param dropout in training, 0 to 1
 * @param targetModules the modules that are adapted
 * @param bias which biases were trained too: {@code none}, {@code all} or {@code lora_only}
 * @param rsLora whether the scale is alpha / sqrt(r)
 * @param dora whether magnitudes were trained apart from directions
 * @param init how A was initialised: {@code true} for the default, {@code gaussian} ...
 * @param modulesToSave modules that were trained whole
 * @param rankPattern ranks of modules that differ, by the ends of names (regular expressions)
 * @param alphaPattern alphas of modules that differ, likewise
 * @param layersToTransform the layers that are adapted; all where empty
 */
public record LoraFile(
        String baseModel,
        String taskType,
        int r,
        double alpha,
        double dropout,
        TargetModules targetModules,
        String bias,
        boolean rsLora,
        boolean dora,
        String init,
        List<String> modulesToSave,
        Map<String, Integer> rankPattern,
        Map<String, Double> alphaPattern,
        List<Integer> layersToTransform)
        implements PeftConfig {

    /**
     * Copies and checks.
     *
     * @throws IllegalArgumentException if the rank, a number or the word for biases is impossible
     */
    public LoraFile {
        if (r < 1) {
            throw new IllegalArgumentException("The rank r of a LoRA adapter must be 1 at least, was " + r);
        }
        if (!Double.isFinite(alpha) || !(dropout >= 0 && dropout <= 1)) {
            throw new IllegalArgumentException("lora_alpha must be a number and lora_dropout lie between 0 and 1, were "
                    + alpha + " and " + dropout);
        }
        if (!List.of("none", "all", "lora_only").contains(bias)) {
            throw new IllegalArgumentException("bias must be none, all or lora_only, was '" + bias + "'");
        }
        modulesToSave = List.copyOf(modulesToSave);
        rankPattern = Map.copyOf(rankPattern);
        alphaPattern = Map.copyOf(alphaPattern);
        layersToTransform = List.copyOf(layersToTransform);
    }

    /** PEFT's defaults: r 8, alpha 8, no dropout, no bias; the modules are to be given. */
    public static Builder builder() {
        return new Builder();
    }

    /** A copy with changes. */
    public LoraFile with(UnaryOperator<Builder> changes) {
        return changes.apply(new Builder(this)).build();
    }

    /** The rank of a module: {@link #r}, or what a pattern says. */
    public int rank(String module) {
        return of(rankPattern, module, r);
    }

    /** By how much B A of a module is multiplied: by alpha / rank, or with rsLoRA by alpha / sqrt(rank). */
    public double scale(String module) {
        double rank = rank(module);
        return of(alphaPattern, module, alpha) / (rsLora ? Math.sqrt(rank) : rank);
    }

    private static <T> T of(Map<String, T> patterns, String module, T otherwise) {
        return patterns.entrySet().stream()
                .filter(entry -> Pattern.matches("(.*\\.)?(" + entry.getKey() + ")", module))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(otherwise);
    }

    /** Collects the parts of a {@link LoraFile}. Not thread safe. */
    public static final class Builder {

        private String baseModel = "";
        private String taskType = "CAUSAL_LM";
        private int r = 8;
        private double alpha = 8;
        private double dropout;
        private TargetModules targetModules = TargetModules.NONE;
        private String bias = "none";
        private boolean rsLora;
        private boolean dora;
        private String init = "true";
        private List<String> modulesToSave = List.of();
        private Map<String, Integer> rankPattern = Map.of();
        private Map<String, Double> alphaPattern = Map.of();
        private List<Integer> layersToTransform = List.of();

        private Builder() {}

        private Builder(LoraFile from) {
            baseModel(from.baseModel).taskType(from.taskType).r(from.r).alpha(from.alpha);
            dropout(from.dropout).targetModules(from.targetModules).bias(from.bias);
            rsLora(from.rsLora).dora(from.dora).init(from.init).modulesToSave(from.modulesToSave);
            rankPattern(from.rankPattern).alphaPattern(from.alphaPattern).layersToTransform(from.layersToTransform);
        }

        /** The model that was adapted. */
        public Builder baseModel(String baseModel) {
            this.baseModel = baseModel;
            return this;
        }

        /** What the model does; CAUSAL_LM. */
        public Builder taskType(String taskType) {
            this.taskType = taskType;
            return this;
        }

        /** The rank; 8. */
        public Builder r(int r) {
            this.r = r;
            return this;
        }

        /** Alpha; 8. */
        public Builder alpha(double alpha) {
            this.alpha = alpha;
            return this;
        }

        /** Dropout in training; 0. */
        public Builder dropout(double dropout) {
            this.dropout = dropout;
            return this;
        }

        /** The modules that are adapted. */
        public Builder targetModules(TargetModules targetModules) {
            this.targetModules = targetModules;
            return this;
        }

        /** Which biases were trained: none, all or lora_only; none. */
        public Builder bias(String bias) {
            this.bias = bias;
            return this;
        }

        /** Whether the scale is alpha / sqrt(r); no. */
        public Builder rsLora(boolean rsLora) {
            this.rsLora = rsLora;
            return this;
        }

        /** Whether magnitudes were trained apart; no. */
        public Builder dora(boolean dora) {
            this.dora = dora;
            return this;
        }

        /** How A was initialised; true. */
        public Builder init(String init) {
            this.init = init;
            return this;
        }

        /** Modules that were trained whole; none. */
        public Builder modulesToSave(List<String> modulesToSave) {
            this.modulesToSave = modulesToSave;
            return this;
        }

        /** Ranks that differ; none. */
        public Builder rankPattern(Map<String, Integer> rankPattern) {
            this.rankPattern = rankPattern;
            return this;
        }

        /** Alphas that differ; none. */
        public Builder alphaPattern(Map<String, Double> alphaPattern) {
            this.alphaPattern = alphaPattern;
            return this;
        }

        /** The layers that are adapted; all. */
        public Builder layersToTransform(List<Integer> layersToTransform) {
            this.layersToTransform = layersToTransform;
            return this;
        }

        /**
         * The record.
         *
         * @throws IllegalArgumentException if a part is impossible
         */
        public LoraFile build() {
            return new LoraFile(
                    baseModel,
                    taskType,
                    r,
                    alpha,
                    dropout,
                    targetModules,
                    bias,
                    rsLora,
                    dora,
                    init,
                    modulesToSave,
                    rankPattern,
                    alphaPattern,
                    layersToTransform);
        }
    }
}
