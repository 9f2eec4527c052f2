package dev.lian4j.examples.training.cli;

import dev.lian4j.finetune.train.OptimizerKind;
import dev.lian4j.finetune.train.TrainerConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How long, how fast, in which portions. */
final class TrainingOptions {

    @Option(names = "--epochs", description = "Times through the examples; ${DEFAULT-VALUE} by default.")
    int epochs = 1;

    @Option(names = "--steps", description = "Steps at most; as many as the epochs have by default.")
    int steps;

    @Option(names = "--lr", paramLabel = "RATE", description = "The learning rate; one that suits by default.")
    @Nullable
    Double rate;

    @Option(names = "--batch", description = "Examples at once; ${DEFAULT-VALUE} by default.")
    int batch = 4;

    @Option(names = "--accumulation", description = "Batches a step; ${DEFAULT-VALUE} by default.")
    int accumulation = 1;

    @Option(names = "--max-length", paramLabel = "TOKENS", description = "Of an example; ${DEFAULT-VALUE} by default.")
    int maxLength = 256;

    @Option(names = "--evaluate-every", paramLabel = "STEPS", description = "${DEFAULT-VALUE} by default.")
    int evaluateEvery = 10;

    @Option(names = "--save-every", paramLabel = "STEPS", description = "Checkpoints; ${DEFAULT-VALUE} by default.")
    int saveEvery = 10;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after N evaluations without a better one; never by default.")
    int patience;

    @Option(names = "--keep-best", description = "Give back the model of the best evaluation, not the last.")
    boolean keepBest;

    @Option(names = "--recompute", description = "Half the memory, for up to a third more time.")
    boolean recompute;

    @Option(names = "--pack", description = "Put examples one after another into rows of --max-length tokens.")
    boolean pack;

    @Option(names = "--optimizer", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    OptimizerKind optimizer = OptimizerKind.ADAMW;

    @Option(names = "--seed", description = "${DEFAULT-VALUE} by default.")
    long seed = 42;

    TrainerConfig config(double suitable) {
        return TrainerConfig.builder()
                .learningRate(rate == null ? suitable : rate)
                .epochs(epochs)
                .maxSteps(steps)
                .batchSize(batch)
                .accumulation(accumulation)
                .evaluateEvery(evaluateEvery)
                .saveEvery(saveEvery)
                .patience(patience)
                .keepBest(keepBest)
                .recompute(recompute)
                .packTo(pack ? maxLength : 0)
                .optimizer(optimizer)
                .seed(seed)
                .build();
    }
}
