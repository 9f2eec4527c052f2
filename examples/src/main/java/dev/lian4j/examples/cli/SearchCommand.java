package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.LianException;
import dev.lian4j.dataconnection.lucene.LuceneVectorStore;
import dev.lian4j.dataconnection.retrieve.HybridRetriever;
import dev.lian4j.dataconnection.retrieve.KeywordRetriever;
import dev.lian4j.dataconnection.retrieve.MmrRetriever;
import dev.lian4j.dataconnection.retrieve.VectorStoreRetriever;
import dev.lian4j.dataconnection.store.Metric;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Passages of a store. */
@Command(
        name = "search",
        description = "Find passages in a store that lian index made.",
        footer = {"", "Example: lian search --store target/store --mode hybrid \"annual leave\""})
final class SearchCommand implements Callable<Integer> {

    /** How passages are found. */
    enum Mode {
        VECTOR,
        BM25,
        HYBRID
    }

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Option(names = "--store", required = true, paramLabel = "DIR", description = "The store's folder.")
    Path store = Path.of("");

    @Option(names = "-k", paramLabel = "N", description = "Passages at most; ${DEFAULT-VALUE} by default.")
    int k = 5;

    @Option(names = "--mode", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    Mode mode = Mode.VECTOR;

    @Option(names = "--metric", description = "${COMPLETION-CANDIDATES}; the one that the store was made for.")
    @Nullable
    Metric metric;

    @Option(
            names = "--mmr",
            paramLabel = "LAMBDA",
            description = "Different passages: 0 for the most different, 1 for the nearest.")
    @Nullable
    Double mmr;

    @Option(
            names = "--filter",
            paramLabel = "EXPR",
            description = "By metadata, such as \"page >= 3 and lang = 'zh'\".")
    String filter = "";

    @Option(names = "--queries", paramLabel = "FILE", description = "Questions in JSON Lines, with id and text.")
    @Nullable
    Path queries;

    @Option(names = "--run", paramLabel = "OUT", description = "With --queries: where the TREC run is written.")
    @Nullable
    Path run;

    @Parameters(arity = "0..1", paramLabel = "QUERY")
    String query = "";

    SearchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if ((queries == null) != (run == null) || (queries == null) == query.isEmpty()) {
            throw new IllegalArgumentException("Give a QUERY, or --queries with --run");
        }
        try (Store opened = Store.open(store)) {
            checkMetric(opened.vectors());
            if (queries != null && run != null) {
                new TrecRun(k, (question, count) -> found(opened.vectors(), question, count)).write(queries, run);
            } else {
                print(found(opened.vectors(), query, k));
            }
        }
        return 0;
    }

    private void checkMetric(LuceneVectorStore vectors) {
        if (metric != null && metric != vectors.metric()) {
            throw new LianException("The store was made for " + vectors.metric() + ", not " + metric
                    + "; index into another store with --metric " + metric);
        }
    }

    private List<ScoredDocument> found(LuceneVectorStore vectors, String question, int count) {
        Filter where = filter.isEmpty() ? Filter.all() : Filter.parse(filter);
        return switch (mode) {
            case VECTOR ->
                mmr == null
                        ? new VectorStoreRetriever(vectors, count, Double.NEGATIVE_INFINITY, where).invoke(question)
                        : new MmrRetriever(vectors, count, Math.max(20, 4 * count), mmr, where).invoke(question);
            case BM25 -> KeywordRetriever.of(vectors, count).where(where).invoke(question);
            case HYBRID -> HybridRetriever.of(vectors, count).where(where).invoke(question);
        };
    }

    private void print(List<ScoredDocument> found) {
        int rank = 0;
        for (ScoredDocument each : found) {
            rank++;
            Document document = each.document();
            if (common.json) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("rank", rank);
                line.put("id", document.id());
                line.put("score", each.score());
                line.put("text", document.text());
                line.put("metadata", document.metadata());
                console.json(line);
            } else {
                console.out().printf("%d. %s (%.3f)%n", rank, Documents.citation(document), each.score());
                console.out().println(document.text().strip());
                console.out().println();
            }
        }
    }
}
