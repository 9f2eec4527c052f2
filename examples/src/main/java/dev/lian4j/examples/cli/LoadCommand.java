package dev.lian4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Documents as loaded. */
@Command(
        name = "load",
        description = "Show documents as they are loaded: a PDF page by page, a text file whole.",
        footer = {"", "Example: lian load --json examples/data"})
final class LoadCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
    List<Path> paths = List.of();

    LoadCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        new DocumentPrinter(console, common.json).print(new Library(console).load(paths).stream());
        return 0;
    }
}
