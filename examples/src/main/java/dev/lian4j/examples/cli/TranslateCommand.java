package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.dataconnection.transform.DocumentTranslator;
import dev.lian4j.dataconnection.transform.TranslationPrompts;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Documents, translated by a model. */
@Command(
        name = "translate",
        description = "Translate documents by a model; order and metadata stay.",
        footer = {"", "Example: lian translate --to English --model openai:gpt-4o-mini examples/data/visitor-guide.txt"
        })
final class TranslateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ModelOptions models = new ModelOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "LANGUAGE",
            description = "As the model knows it: English, 中文.")
    String language = "";

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
    List<Path> paths = List.of();

    TranslateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (Answerer answerer = new ModelChooser(models, console).require()) {
            DocumentTranslator translator = DocumentTranslator.builder(
                            language, Objects.requireNonNull(answerer.model()))
                    .prompt(Embedder.chinese(language) ? TranslationPrompts.CHINESE : TranslationPrompts.ENGLISH)
                    .build();
            try (Stream<Document> documents = translator.transform(new Library(console).load(paths).stream())) {
                new DocumentPrinter(console, common.json).print(documents);
            }
        }
        return 0;
    }
}
