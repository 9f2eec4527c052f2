package dev.lian4j.finetune.plan;

import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.train.OptimizerKind;
import dev.lian4j.finetune.train.TrainerConfig;

/**
 * The memory of a training in bytes, all numbers in F32.
 *
 * @param weights the model
 * @param gradients of what is trained
 * @param optimizer of each of these two means for AdamW, one for SGD
 * @param activations what is kept of a batch between forward and backward; an estimate
 */
public record TrainingMemory(long weights, long gradients, long optimizer, long activations) {

    private static final int FLOAT = 4;
    /** Numbers that a layer keeps for a token, in hidden sizes and in sizes of the feed-forward part. */
    private static final int KEPT_HIDDEN = 18;

    private static final int KEPT_FEED_FORWARD = 6;
    /** Tables of attention, one number for each pair of tokens and head: scores, masked scores, weights. */
    private static final int KEPT_PAIRS = 3;
    /** Positions whose logits are there together, three times each. */
    private static final int LOGITS = 256 * 3;

    static TrainingMemory of(ModelConfig config, long trainable, TrainerConfig trainer, Workload work) {
        double rows = Math.min(trainer.batchSize(), work.examples());
        double length = work.longest();
        double layer = rows
                        * length
                        * (KEPT_HIDDEN * (double) config.hiddenSize()
                                + KEPT_FEED_FORWARD * (double) config.intermediateSize())
                + KEPT_PAIRS * rows * length * length * config.attention().heads();
        double between = rows * length * config.hiddenSize() * config.layers();
        double kept = trainer.recompute() ? between + layer : layer * config.layers();
        long means = trainer.optimizer() == OptimizerKind.ADAMW ? 2 : 1;
        double logits = (double) LOGITS * config.vocabularySize();
        return new TrainingMemory(FLOAT * config.parameters(), FLOAT * trainable, means * FLOAT * trainable, (long)
                (FLOAT * (kept + logits)));
    }

    /** All of it. */
    public long total() {
        return weights + gradients + optimizer + activations;
    }
}
