package dev.lian4j.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes. */
@Command(mixinStandardHelpOptions = true)
public final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    CommandSpec command = CommandSpec.create();

    @Option(names = "--json", description = "Print JSON Lines.")
    public boolean json;

    @Option(names = "--stacktrace", description = "Tell more of a failure.")
    boolean stackTrace;
}
