package dev.lian4j.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What every command takes. */
@Command(mixinStandardHelpOptions = true)
final class CommonOptions {

    @Option(names = "--json", description = "Print JSON Lines.")
    boolean json;

    @Option(names = "--stacktrace", description = "Tell more of a failure.")
    boolean stackTrace;
}
