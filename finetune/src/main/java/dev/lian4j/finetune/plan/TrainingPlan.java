package dev.lian4j.finetune.plan;

import dev.lian4j.finetune.method.TuningMethod;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.train.TrainerConfig;

/**
 * What a training will need. Parameters and tokens are exact; memory and time are estimates, in F32 and on one machine.
 *
 * @param parameters of the model
 * @param trainable of them, or put in, that are trained
 * @param steps of the training
 * @param tokens that go through the model in all, without padding
 * @param memory what it takes
 * @param flops multiplications and additions of the whole training
 */
public record TrainingPlan(
        long parameters, long trainable, int steps, long tokens, TrainingMemory memory, double flops) {

    /** Of the speed of large products of matrices, what a whole training reaches: measured on small models here. */
    private static final double EFFICIENCY = 0.5;

    /** Plans a training; no model needs to be there. */
    public static TrainingPlan of(ModelConfig config, TuningMethod method, TrainerConfig trainer, Workload examples) {
        Workload work = trainer.packTo() > 0 ? examples.packed(trainer.packTo()) : examples;
        long trainable = method.trainable(config);
        int batches = (work.examples() + trainer.batchSize() - 1) / trainer.batchSize();
        int steps = trainer.stepsInAll(batches);
        long tokens = Math.round(
                steps * work.mean() * Math.min((long) trainer.batchSize() * trainer.accumulation(), work.examples()));
        long parameters = config.parameters();
        return new TrainingPlan(
                parameters,
                trainable,
                steps,
                tokens,
                TrainingMemory.of(config, trainable, trainer, work),
                flops(config, trainable, trainer, work) * tokens);
    }

    /**
     * Of a token: 2 a weight forwards, 2 a weight back to the layer before, 2 for each weight whose gradient is wanted, and
     * forwards again where layers are recomputed. Kaplan et al., "Scaling Laws for Neural Language Models", 2020.
     */
    private static double flops(ModelConfig config, long trainable, TrainerConfig trainer, Workload work) {
        double table = (double) config.vocabularySize() * config.hiddenSize();
        double weights = config.parameters() - (config.tiedEmbeddings() ? 0 : table);
        double attention = 2.0
                * config.layers()
                * config.attention().heads()
                * config.attention().headSize()
                * work.mean();
        double forward = 2 * weights + attention;
        return forward * (trainer.recompute() ? 3 : 2) + 2.0 * trainable;
    }

    /** The share of the numbers that is trained. */
    public double trainableShare() {
        return (double) trainable / parameters;
    }

    /**
     * How long it takes, in seconds, on a machine that computes so fast; {@link MachineSpeed} measures it.
     *
     * @param flopsPerSecond of large products of matrices
     */
    public double seconds(double flopsPerSecond) {
        return flops / (flopsPerSecond * EFFICIENCY);
    }
}
