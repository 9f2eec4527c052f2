package dev.lian4j.finetune.train;

/** Watches a training. Called on its thread. */
public interface TrainerListener {

    /** A step was made. */
    default void onStep(StepEvent event) {}

    /** The model was evaluated. */
    default void onEvaluation(EvaluationEvent event) {}

    /** The training ended; not called where it failed. */
    default void onEnd(TrainingResult result) {}

    /** Whether to stop after this step; asked after each. What was trained is kept. */
    default boolean stop() {
        return false;
    }

    /**
     * A step.
     *
     * @param step counted from 1
     * @param steps of the whole training
     * @param loss the mean over the target tokens of the step
     * @param learningRate of the step
     * @param gradientNorm before it was cut
     * @param tokens that went through the model, without padding
     * @param seconds that it took
     */
    record StepEvent(
            int step, int steps, double loss, double learningRate, double gradientNorm, int tokens, double seconds) {

        /** Tokens a second. */
        public double tokensPerSecond() {
            return tokens / Math.max(seconds, 1e-9);
        }
    }

    /**
     * An evaluation.
     *
     * @param step after which step; 0 for before all training
     * @param loss the mean over all target tokens of the examples kept apart
     */
    record EvaluationEvent(int step, double loss) {

        /** e to the loss: among how many tokens the model is undecided. */
        public double perplexity() {
            return Math.exp(loss);
        }
    }
}
