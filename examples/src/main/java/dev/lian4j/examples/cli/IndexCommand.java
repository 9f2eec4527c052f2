package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.dataconnection.index.FileRecordManager;
import dev.lian4j.dataconnection.index.IndexCheck;
import dev.lian4j.dataconnection.index.IndexMode;
import dev.lian4j.dataconnection.index.IndexResult;
import dev.lian4j.dataconnection.index.Indexer;
import dev.lian4j.dataconnection.load.LoadProblem;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.Metric;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Documents into a store on disk. */
@Command(
        name = "index",
        description = {
            "Load, cut, embed and store documents. Again at any time: what is there is skipped, what changed is",
            "replaced, what is gone is deleted; a run that was killed is gone on with."
        },
        footer = {"", "Example: lian index --store target/store examples/data"})
final class IndexCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    JsonLinesOptions jsonLines = new JsonLinesOptions();

    @Option(names = "--store", required = true, paramLabel = "DIR", description = "The store's folder.")
    Path store = Path.of("");

    @Option(names = "--embedding", paramLabel = "NAME", description = Embedder.CHOICES)
    String embedding = "";

    @Option(names = "--metric", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    Metric metric = Metric.COSINE;

    @Option(
            names = "--mode",
            description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default, where PATHs are all there is to be."
                    + " INCREMENTAL keeps what is of other files.")
    IndexMode mode = IndexMode.FULL;

    @Option(names = "--chunk-size", paramLabel = "N", description = "Characters of a passage; ${DEFAULT-VALUE}.")
    int chunkSize = 600;

    @Option(names = "--chunk-overlap", paramLabel = "N", description = "Characters shared; ${DEFAULT-VALUE}.")
    int chunkOverlap = 120;

    @Option(
            names = "--verify",
            description = "Compare the records with the store. With PATHs, what is missing or changed is stored anew.")
    boolean verify;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files or folders.")
    List<Path> paths = List.of();

    IndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (!verify && paths.isEmpty()) {
            throw new IllegalArgumentException("Name files or folders, or check what is there with --verify");
        }
        Library library = new Library(console);
        if (!verify && !Store.Settings.exist(store)) {
            try (Stream<Document> documents = documents(library, problem -> {})) {
                new Store.Settings(chosen(documents), metric).write(store);
            }
        }
        try (Store opened = Store.open(store);
                FileRecordManager records = FileRecordManager.open(store.resolve("records.log"))) {
            Indexer indexer = Indexer.of(opened.vectors(), records);
            boolean whole = !verify || verified(indexer);
            if (paths.isEmpty()) {
                return whole ? 0 : 1;
            }
            index(library, indexer, opened);
        }
        return 0;
    }

    /** Whether nothing is wrong; what is wrong is stored anew with what is indexed now. */
    private boolean verified(Indexer indexer) {
        IndexCheck check = indexer.verify();
        print(check);
        if (!paths.isEmpty()) {
            indexer.forget(check);
        }
        return check.whole();
    }

    private void index(Library library, Indexer indexer, Store opened) {
        Problems problems = new Problems(console);
        DocumentTransformer splitter = RecursiveCharacterTextSplitter.ofChinese(chunkSize, chunkOverlap);
        try (Stream<Document> documents = documents(library, problems::add)) {
            Counted counted = new Counted(console);
            IndexResult result = indexer.keeping(problems::concern)
                    .index(splitter.transform(documents).peek(counted::next), mode);
            opened.vectors().commit();
            counted.end();
            print(result, problems.count());
        }
    }

    private Stream<Document> documents(Library library, Consumer<LoadProblem> problems) {
        return jsonLines.wanted() ? jsonLines.load(paths) : library.stream(paths, problems);
    }

    /** The model for the script of the first documents, unless one was named. */
    private String chosen(Stream<Document> documents) {
        if (!embedding.isEmpty()) {
            return embedding;
        }
        String sample = String.join(" ", documents.limit(20).map(Document::text).toList());
        return Embedder.chinese(sample) ? "bge-zh" : "minilm";
    }

    private void print(IndexCheck check) {
        if (common.json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("records", check.records());
            line.put("missing", check.missing().size());
            line.put("changed", check.changed().size());
            line.put("unknown", check.strangers().size());
            console.json(line);
        } else {
            console.out()
                    .printf(
                            "%d passages recorded: %d missing, %d changed, %d in the store that no record knows%n",
                            check.records(),
                            check.missing().size(),
                            check.changed().size(),
                            check.strangers().size());
        }
    }

    private void print(IndexResult result, long failed) {
        if (common.json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("added", result.added());
            line.put("updated", result.updated());
            line.put("skipped", result.skipped());
            line.put("deleted", result.deleted());
            line.put("failed", failed);
            console.json(line);
        } else {
            console.out()
                    .printf(
                            "%d passages added, %d of changed files, %d there already, %d deleted; %d files could not be"
                                    + " read%n",
                            result.added(), result.updated(), result.skipped(), result.deleted(), failed);
        }
    }
}
