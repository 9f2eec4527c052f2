package dev.lian4j.finetune.train;

/**
 * How to train.
 *
 * @param learningRate of the full rate; 2e-4 suits LoRA, 2e-5 full tuning, 1e-2 prompt tuning
 * @param epochs times through the examples
 * @param maxSteps steps at most; 0 for as many as the epochs have
 * @param batchSize examples that go through the model together
 * @param accumulation batches whose gradients make one step
 * @param warmup share of the steps in which the rate rises, 0 to 1
 * @param schedule how the rate goes afterwards
 * @param weightDecay by which matrices shrink a step, times the rate; vectors such as norms do not
 * @param maxGradientNorm the length to which gradients are cut; infinite for none
 * @param evaluateEvery steps between evaluations; 0 for at the end only
 * @param saveEvery steps between checkpoints; 0 for none
 * @param patience evaluations without a better loss after which training stops; 0 to go on
 * @param keepBest whether the model is given back as it was at the best evaluation, instead of the last step; needs the
 *     memory of what is trained once more
 * @param recompute whether layers are computed twice, which halves memory and costs a tenth to a third of the time
 * @param packTo tokens of a row into which several examples are laid, each seeing only itself; 0 for a row each
 * @param optimizer what makes steps of gradients
 * @param seed of order, numbers by chance and dropout
 */
public record TrainerConfig(
        double learningRate,
        int epochs,
        int maxSteps,
        int batchSize,
        int accumulation,
        double warmup,
        Schedule schedule,
        double weightDecay,
        double maxGradientNorm,
        int evaluateEvery,
        int saveEvery,
        int patience,
        boolean keepBest,
        boolean recompute,
        int packTo,
        OptimizerKind optimizer,
        long seed) {

    /** Checks the ranges. */
    public TrainerConfig {
        check(learningRate > 0 && Double.isFinite(learningRate), "learningRate must be above 0", learningRate);
        check(epochs >= 1, "epochs must be at least 1", epochs);
        check(packTo >= 0, "packTo must not be negative", packTo);
        check(maxSteps >= 0, "maxSteps must not be negative", maxSteps);
        check(batchSize >= 1, "batchSize must be at least 1", batchSize);
        check(accumulation >= 1, "accumulation must be at least 1", accumulation);
        check(warmup >= 0 && warmup <= 1, "warmup must be between 0 and 1", warmup);
        check(weightDecay >= 0, "weightDecay must not be negative", weightDecay);
        check(maxGradientNorm > 0, "maxGradientNorm must be above 0", maxGradientNorm);
        check(
                evaluateEvery >= 0 && saveEvery >= 0 && patience >= 0,
                "evaluateEvery, saveEvery and patience must not be" + " negative",
                Math.min(evaluateEvery, Math.min(saveEvery, patience)));
    }

    private static void check(boolean right, String rule, Number value) {
        if (!right) {
            throw new IllegalArgumentException(rule + ", was " + value);
        }
    }

    /** The steps that once through so many batches makes, at least 1. */
    public int stepsOf(int batches) {
        return Math.max(1, (batches + accumulation - 1) / accumulation);
    }

    /** The steps of the whole training, where once through is so many batches. */
    public int stepsInAll(int batches) {
        return maxSteps > 0 ? maxSteps : epochs * stepsOf(batches);
    }

    /** Rate 2e-4, once through, batches of 4, warm-up 3 %, cosine, decay 0.01, gradients cut to 1, seed 42. */
    public static Builder builder() {
        return new Builder();
    }

    /** Sets what differs from the defaults. Not thread safe. */
    public static final class Builder {
        private double learningRate = 2e-4;
        private int epochs = 1;
        private int maxSteps;
        private int batchSize = 4;
        private int accumulation = 1;
        private double warmup = 0.03;
        private Schedule schedule = Schedule.COSINE;
        private double weightDecay = 0.01;
        private double maxGradientNorm = 1;
        private int evaluateEvery;
        private int saveEvery;
        private int patience;
        private boolean keepBest;
        private boolean recompute;
        private int packTo;
        private OptimizerKind optimizer = OptimizerKind.ADAMW;
        private long seed = 42;

        private Builder() {}

        /** The full learning rate; 2e-4. */
        public Builder learningRate(double rate) {
            this.learningRate = rate;
            return this;
        }

        /** Times through the examples; 1. */
        public Builder epochs(int times) {
            this.epochs = times;
            return this;
        }

        /** Steps at most; as many as the epochs have. */
        public Builder maxSteps(int steps) {
            this.maxSteps = steps;
            return this;
        }

        /** Examples that go through the model together; 4. */
        public Builder batchSize(int examples) {
            this.batchSize = examples;
            return this;
        }

        /** Batches whose gradients make one step; 1. */
        public Builder accumulation(int batches) {
            this.accumulation = batches;
            return this;
        }

        /** Share of the steps in which the rate rises; 0.03. */
        public Builder warmup(double share) {
            this.warmup = share;
            return this;
        }

        /** How the rate goes after that; cosine. */
        public Builder schedule(Schedule form) {
            this.schedule = form;
            return this;
        }

        /** By which matrices shrink a step, times the rate; 0.01. */
        public Builder weightDecay(double decay) {
            this.weightDecay = decay;
            return this;
        }

        /** The length to which gradients are cut; 1. */
        public Builder maxGradientNorm(double length) {
            this.maxGradientNorm = length;
            return this;
        }

        /** Steps between evaluations; at the end only. */
        public Builder evaluateEvery(int steps) {
            this.evaluateEvery = steps;
            return this;
        }

        /** Steps between checkpoints; none. */
        public Builder saveEvery(int steps) {
            this.saveEvery = steps;
            return this;
        }

        /** Evaluations without a better loss after which training stops; never. */
        public Builder patience(int evaluations) {
            this.patience = evaluations;
            return this;
        }

        /** Whether the model is as at the best evaluation in the end, also where training diverged; no. */
        public Builder keepBest(boolean best) {
            this.keepBest = best;
            return this;
        }

        /** Whether layers are computed twice to save memory; no. */
        public Builder recompute(boolean twice) {
            this.recompute = twice;
            return this;
        }

        /** Tokens of a row into which several examples are laid, each seeing only itself; a row each. */
        public Builder packTo(int tokens) {
            this.packTo = tokens;
            return this;
        }

        /** What makes steps of gradients; AdamW. */
        public Builder optimizer(OptimizerKind kind) {
            this.optimizer = kind;
            return this;
        }

        /** Of order, numbers by chance and dropout; 42. */
        public Builder seed(long number) {
            this.seed = number;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if one is out of its range
         */
        public TrainerConfig build() {
            return new TrainerConfig(
                    learningRate,
                    epochs,
                    maxSteps,
                    batchSize,
                    accumulation,
                    warmup,
                    schedule,
                    weightDecay,
                    maxGradientNorm,
                    evaluateEvery,
                    saveEvery,
                    patience,
                    keepBest,
                    recompute,
                    packTo,
                    optimizer,
                    seed);
        }
    }
}
