package dev.lian4j.examples.training.cli;

import dev.lian4j.core.error.LianException;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.data.TokenExample;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.train.LossCurve;
import dev.lian4j.finetune.train.Trainer;
import dev.lian4j.finetune.train.TrainerConfig;
import dev.lian4j.finetune.train.TrainerListener;
import dev.lian4j.finetune.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where a training goes, and how it is watched: checkpoints, progress, curve, and a stop that loses nothing. */
final class TrainingRun {

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the result.")
    Path out = Path.of("");

    @Option(names = "--resume", description = "Go on from the last checkpoint in the folder.")
    boolean resume;

    /** Trains; says whether to the end, so that there is a result to be saved. */
    boolean fit(
            Console console,
            boolean json,
            TunedModel tuned,
            TrainerConfig config,
            List<TokenExample> train,
            List<TokenExample> evaluation,
            List<TrainerListener> more) {
        Path checkpoints = checkpoints();
        Trainer trainer = Trainer.of(tuned, config).checkpoints(checkpoints).listener(LossCurve.in(out));
        more.forEach(trainer::listener);
        try (StopOnInterrupt stop = new StopOnInterrupt();
                TrainingProgress progress = new TrainingProgress(console, json)) {
            TrainingResult result = trainer.listener(stop).listener(progress).fit(train, evaluation);
            console.note(said(result, checkpoints));
            return result.stopped() != TrainingResult.Stopped.ASKED;
        }
    }

    private String said(TrainingResult result, Path checkpoints) {
        String curve = "; the loss curve is " + out.resolve("loss.svg");
        return switch (result.stopped()) {
            case DONE -> "Trained" + curve;
            case NO_BETTER -> "Stopped, since evaluations got no better" + curve;
            case DIVERGED -> "Training diverged; the best numbers were kept. Take a smaller --lr" + curve;
            case ASKED -> "Stopped and saved in " + checkpoints + "; --resume goes on" + curve;
        };
    }

    /** The folder of checkpoints; not one of an earlier training, unless that is to go on. */
    private Path checkpoints() {
        Path folder = out.resolve("checkpoints");
        try {
            if (!resume && Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    if (files.findAny().isPresent()) {
                        throw new LianException(
                                folder + " has checkpoints of an earlier training: --resume goes on from"
                                        + " the last one; else delete them, or choose another --out");
                    }
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LianException("Cannot use the folder " + folder + ": " + e.getMessage(), e);
        }
    }
}
