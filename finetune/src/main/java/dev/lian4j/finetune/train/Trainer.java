package dev.lian4j.finetune.train;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.finetune.data.Batch;
import dev.lian4j.finetune.data.Batches;
import dev.lian4j.finetune.data.TokenExample;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.train.TrainerListener.EvaluationEvent;
import dev.lian4j.finetune.train.TrainerListener.StepEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model on examples: batches of like length, the loss on target tokens only and divided by their number in the
 * whole step, gradients cut, AdamW, a schedule; evaluates, stops early, saves, and goes on from where it was, number for
 * number. Trains on the thread that calls. Not thread safe.
 */
public final class Trainer {
    private final TunedModel tuned;
    private final TrainerConfig config;
    private final List<TrainerListener> listeners = new ArrayList<>();
    private @Nullable Path checkpoints;

    private Trainer(TunedModel tuned, TrainerConfig config) {
        this.tuned = tuned;
        this.config = config;
    }

    /** A trainer of a model that a method was applied to. */
    public static Trainer of(TunedModel tuned, TrainerConfig config) {
        return new Trainer(tuned, config);
    }

    /** Also tells this listener. */
    public Trainer listener(TrainerListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Keeps checkpoints in this folder, and goes on from the newest that is there. */
    public Trainer checkpoints(Path folder) {
        this.checkpoints = folder;
        return this;
    }

    /**
     * Trains.
     *
     * @param train what to train on
     * @param evaluation what to evaluate on; not evaluated where empty
     * @throws ModelException if there is nothing to train on, a checkpoint does not fit, or the loss or its gradients
     *     become infinite or undefined: then the model is as before that step, or, where the best is to be kept and there
     *     was an evaluation, nothing is thrown and the result says so
     */
    public TrainingResult fit(List<TokenExample> train, List<TokenExample> evaluation) {
        if (train.isEmpty()) {
            throw new ModelException("There are no examples to train on");
        }
        Batches batches = batches(train);
        int perEpoch = config.stepsOf(batches.perEpoch());
        int steps = config.stepsInAll(batches.perEpoch());
        try (Optimizer optimizer = Optimizer.of(
                        config.optimizer(), tuned.model().engine(), tuned.trainable(), config.weightDecay());
                Best best = new Best(tuned.model().engine(), tuned.trainable())) {
            Checkpoints saved = new Checkpoints(checkpoints, tuned, optimizer);
            TrainingResult result = new Fitting(batches, evaluation, perEpoch, steps, optimizer, saved, best).run();
            listeners.forEach(listener -> listener.onEnd(result));
            return result;
        }
    }

    private Batches batches(List<TokenExample> train) {
        if (config.packTo() == 0) {
            return Batches.of(train, config.batchSize(), config.seed());
        }
        if (tuned.virtualTokens() > 0) {
            throw new ModelException("Learned positions stand before rows, so examples cannot share one: train without"
                    + " packing, or by another method");
        }
        return Batches.packed(train, config.packTo(), config.batchSize(), config.seed());
    }

    /** The mean loss over the target tokens of examples. */
    public double evaluate(List<TokenExample> examples) {
        BatchLoss loss = new BatchLoss(tuned, false);
        double sum = 0;
        long targets = 0;
        for (Batch batch : Batches.of(examples, config.batchSize(), 0).inOrder()) {
            sum += loss.of(batch);
            targets += batch.targets();
        }
        return sum / targets;
    }

    /** The loss or its gradients are no numbers any more. */
    private static final class Diverged extends ModelException {
        private static final long serialVersionUID = 1;

        private Diverged(String message) {
            super(message);
        }
    }

    /** One call of {@link #fit}. */
    private final class Fitting {
        private final Batches batches;
        private final List<TokenExample> evaluation;
        private final int perEpoch;
        private final int steps;
        private final Optimizer optimizer;
        private final Checkpoints saved;
        private final Best best;
        private final BatchLoss loss = new BatchLoss(tuned, config.recompute());
        private final List<StepEvent> stepEvents = new ArrayList<>();
        private final List<EvaluationEvent> evaluations = new ArrayList<>();
        private List<Batch> epoch = List.of();
        private int epochNumber = -1;

        private Fitting(
                Batches batches,
                List<TokenExample> evaluation,
                int perEpoch,
                int steps,
                Optimizer optimizer,
                Checkpoints saved,
                Best best) {
            this.batches = batches;
            this.evaluation = evaluation;
            this.perEpoch = perEpoch;
            this.steps = steps;
            this.optimizer = optimizer;
            this.saved = saved;
            this.best = best;
        }

        private TrainingResult run() {
            int done = saved.load();
            if (done == 0 || config.keepBest()) {
                evaluate(done);
            }
            try {
                return steps(done);
            } catch (Diverged e) {
                if (!best.found()) {
                    throw e;
                }
                return result(TrainingResult.Stopped.DIVERGED);
            }
        }

        private TrainingResult steps(int done) {
            for (int step = done + 1; step <= steps; step++) {
                train(step);
                boolean last = step == steps;
                boolean stop = listeners.stream().anyMatch(TrainerListener::stop);
                if (due(step, config.evaluateEvery()) || last) {
                    evaluate(step);
                }
                if (due(step, config.saveEvery()) || stop || last) {
                    saved.save(step);
                }
                if (stop || noBetter()) {
                    return result(stop ? TrainingResult.Stopped.ASKED : TrainingResult.Stopped.NO_BETTER);
                }
            }
            return result(TrainingResult.Stopped.DONE);
        }

        private TrainingResult result(TrainingResult.Stopped why) {
            best.restore();
            return new TrainingResult(stepEvents, evaluations, why);
        }

        private static boolean due(int step, int every) {
            return every > 0 && step % every == 0;
        }

        private void train(int step) {
            long start = System.nanoTime();
            List<Batch> together = batches(step);
            long targets = together.stream().mapToLong(Batch::targets).sum();
            double sum = 0;
            for (int i = 0; i < together.size(); i++) {
                long seed = (config.seed() * 1_000_003 + step) * 1_009 + i * 131L;
                sum += loss.backward(together.get(i), 1.0 / targets, seed);
            }
            double norm = optimizer.gradientNorm();
            if (!Double.isFinite(norm) || !Double.isFinite(sum)) {
                throw new Diverged("Training diverged at step " + step + ": the loss is " + sum / targets
                        + ", its gradients have the length " + norm + "; take a smaller learning rate than "
                        + config.learningRate());
            }
            double rate = config.learningRate()
                    * config.schedule().factor(step - 1, steps, (int) Math.ceil(config.warmup() * steps));
            optimizer.step(step, rate, Math.min(1, config.maxGradientNorm() / Math.max(norm, 1e-12)));
            int tokens = together.stream().mapToInt(Batch::tokens).sum();
            tell(new StepEvent(step, steps, sum / targets, rate, norm, tokens, (System.nanoTime() - start) / 1e9));
        }

        private void tell(StepEvent event) {
            stepEvents.add(event);
            listeners.forEach(listener -> listener.onStep(event));
        }

        /** The batches of a step, found from its number alone, so that training can go on from any. */
        private List<Batch> batches(int step) {
            int number = (step - 1) / perEpoch;
            if (number != epochNumber) {
                epoch = batches.epoch(number);
                epochNumber = number;
            }
            int from = (step - 1) % perEpoch * config.accumulation();
            return epoch.subList(from, Math.min(epoch.size(), from + config.accumulation()));
        }

        private void evaluate(int step) {
            if (!evaluation.isEmpty()) {
                EvaluationEvent event = new EvaluationEvent(step, Trainer.this.evaluate(evaluation));
                if (config.keepBest()) {
                    best.offer(event.loss());
                }
                evaluations.add(event);
                listeners.forEach(listener -> listener.onEvaluation(event));
            }
        }

        private boolean noBetter() {
            if (config.patience() == 0 || evaluations.size() <= config.patience()) {
                return false;
            }
            int recent = evaluations.size() - config.patience();
            double before = lowest(evaluations.subList(0, recent));
            return lowest(evaluations.subList(recent, evaluations.size())) >= before;
        }

        private static double lowest(List<EvaluationEvent> events) {
            return events.stream().mapToDouble(EvaluationEvent::loss).min().orElse(Double.POSITIVE_INFINITY);
        }
    }
}
