package dev.lian4j.finetune.train;

import dev.lian4j.finetune.train.TrainerListener.EvaluationEvent;
import dev.lian4j.finetune.train.TrainerListener.StepEvent;
import java.util.List;

/**
 * What a training came to.
 *
 * @param steps the steps of this run, in order
 * @param evaluations the evaluations of this run, in order
 * @param stopped why it ended
 */
public record TrainingResult(List<StepEvent> steps, List<EvaluationEvent> evaluations, Stopped stopped) {

    /** Copies the lists. */
    public TrainingResult {
        steps = List.copyOf(steps);
        evaluations = List.copyOf(evaluations);
    }

    /** Why a training ended. */
    public enum Stopped {
        /** All steps were made. */
        DONE,
        /** Evaluations did not get better any more. */
        NO_BETTER,
        /** A listener said so. */
        ASKED,
        /** The loss or its gradients became infinite or undefined; the best numbers were kept. */
        DIVERGED
    }
}
