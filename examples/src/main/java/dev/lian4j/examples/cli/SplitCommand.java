package dev.lian4j.examples.cli;

import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.dataconnection.split.CharacterTextSplitter;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Documents as split. */
@Command(
        name = "split",
        description = "Show documents as they are cut into passages.",
        footer = {"", "Example: lian split --chunk-size 300 --chunk-overlap 50 examples/data"})
final class SplitCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--splitter", paramLabel = "KIND", description = "${COMPLETION-CANDIDATES}; default recursive.")
    Kind splitter = Kind.recursive;

    @Option(names = "--chunk-size", paramLabel = "N", description = "Characters at most; default ${DEFAULT-VALUE}.")
    int chunkSize = 1_000;

    @Option(names = "--chunk-overlap", paramLabel = "N", description = "Characters shared; default ${DEFAULT-VALUE}.")
    int chunkOverlap = 200;

    @Option(
            names = "--separator",
            paramLabel = "S",
            description = "Where the character splitter cuts; default a blank line.")
    String separator = "\n\n";

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
    List<Path> paths = List.of();

    SplitCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        new DocumentPrinter(console, common.json)
                .print(splitter().transform(new Library(console).load(paths).stream()));
        return 0;
    }

    private DocumentTransformer splitter() {
        return switch (splitter) {
            case recursive -> RecursiveCharacterTextSplitter.of(chunkSize, chunkOverlap);
            case character ->
                CharacterTextSplitter.builder()
                        .separator(separator)
                        .chunkSize(chunkSize)
                        .chunkOverlap(chunkOverlap)
                        .build();
        };
    }

    /** The splitters, by their names on the command line. */
    enum Kind {
        recursive,
        character
    }
}
