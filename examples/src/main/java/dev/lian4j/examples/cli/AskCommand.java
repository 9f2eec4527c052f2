package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers a question from documents, with file and page. */
@Command(
        name = "ask",
        description = "Answer a question from documents, with file and page.",
        footer = {"", "Example: lian ask --docs examples/data \"How many days of annual leave do I have?\""})
final class AskCommand implements Callable<Integer> {

    private final Console console;

    @Spec
    CommandSpec command = CommandSpec.create();

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    ModelOptions models = new ModelOptions();

    @Option(names = "--docs", required = true, arity = "1", paramLabel = "PATH", description = "A file or a folder.")
    List<Path> docs = List.of();

    @Option(names = "--embedding", paramLabel = "NAME", description = Embedder.CHOICES)
    String embedding = "";

    @Option(names = "-k", paramLabel = "N", description = "How many passages to read; default ${DEFAULT-VALUE}.")
    int passages = 3;

    @Parameters(arity = "1..*", paramLabel = "QUESTION", description = "What you want to know; before it, more paths.")
    List<String> words = List.of();

    AskCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        String question = words.get(words.size() - 1);
        List<Path> paths = new ArrayList<>(docs);
        words.subList(0, words.size() - 1).forEach(path -> paths.add(Path.of(path)));
        if (question.isBlank()) {
            throw new ParameterException(command.commandLine(), "The question is empty");
        }
        ModelChooser chooser = new ModelChooser(models, console);
        List<Document> documents = new Library(console).load(paths);
        try (Embedder embedder = Embedder.of(embedding, question)) {
            Retriever retriever =
                    Library.passages(documents, question, embedder.model()).asRetriever(passages);
            try (Answerer answerer = answerer(chooser, question)) {
                print(answerer.answers(retriever, documents, embedder.model()).invoke(question));
            }
        }
        return 0;
    }

    /** The embedded model reads English only, and a wrong answer in Chinese is worse than the passages. */
    private Answerer answerer(ModelChooser chooser, String question) {
        if (!chooser.chosen() && Embedder.chinese(question)) {
            console.note("The embedded model does not read Chinese, so the best passages are quoted");
            return Answerer.NONE;
        }
        Answerer answerer = chooser.open();
        if (answerer.model() == null) {
            console.note("No language model, so the best passages are quoted");
        }
        return answerer;
    }

    private void print(CitedAnswer answer) {
        if (common.json) {
            console.json(asMap(answer));
            return;
        }
        console.out().println(answer.text());
        console.out().println();
        console.out().println("Sources:");
        for (ScoredDocument source : answer.sources()) {
            console.out().printf("  %s (%.2f)%n", Documents.citation(source.document()), source.score());
        }
    }

    private static Map<String, Object> asMap(CitedAnswer answer) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("answer", answer.text());
        map.put("sources", answer.sources().stream().map(AskCommand::asMap).toList());
        map.put("model", answer.model());
        return map;
    }

    private static Map<String, Object> asMap(ScoredDocument source) {
        Document document = source.document();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("source", document.metadata().get(Metadata.SOURCE));
        map.put("page", document.metadata().get(Metadata.PAGE));
        map.put("text", document.text());
        map.put("score", source.score());
        return map;
    }
}
