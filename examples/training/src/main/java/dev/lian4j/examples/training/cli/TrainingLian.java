package dev.lian4j.examples.training.cli;

import dev.lian4j.examples.cli.Console;
import dev.lian4j.examples.cli.Lian;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The command line with the commands that train. */
public final class TrainingLian {

    /** What there is besides the commands of {@link Lian}. */
    static final List<Function<Console, Callable<Integer>>> COMMANDS = List.of(
            FinetuneCommand::new,
            PretrainCommand::new,
            GenerateCommand::new,
            PlanCommand::new,
            MergeCommand::new,
            ExportCommand::new);

    private TrainingLian() {}

    /** Runs one command and exits: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(Lian.run(Lian.console(), COMMANDS, args));
    }
}
