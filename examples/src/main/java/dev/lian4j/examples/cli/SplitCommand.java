package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.dataconnection.split.SemanticChunker;
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

    @Option(names = "--splitter", paramLabel = "KIND", description = SplitterChoice.KINDS)
    String splitter = "recursive";

    @Option(names = "--embedding", paramLabel = "NAME", description = "For semantic: " + Embedder.CHOICES)
    String embedding = "";

    @Option(
            names = "--chunk-size",
            paramLabel = "N",
            description = "Characters (or tokens) at most; default ${DEFAULT-VALUE}.")
    int chunkSize = 1_000;

    @Option(
            names = "--chunk-overlap",
            paramLabel = "N",
            description = "Characters (or tokens) shared; default ${DEFAULT-VALUE}.")
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
        List<Document> documents = new Library(console).load(paths);
        DocumentPrinter printer = new DocumentPrinter(console, common.json);
        if (splitter.equals(SplitterChoice.SEMANTIC)) {
            try (Embedder embedder = Embedder.of(embedding, documents.get(0).text())) {
                printer.print(SemanticChunker.of(embedder.model()).transform(documents.stream()));
            }
        } else {
            printer.print(new SplitterChoice(splitter, chunkSize, chunkOverlap, separator)
                    .choose()
                    .transform(documents.stream()));
        }
        return 0;
    }
}
