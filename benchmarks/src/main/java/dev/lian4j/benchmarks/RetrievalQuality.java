package dev.lian4j.benchmarks;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.evaluate.RetrievalMetrics;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.retrieve.BM25Retriever;
import dev.lian4j.dataconnection.retrieve.EnsembleRetriever;
import dev.lian4j.dataconnection.retrieve.TfidfRetriever;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.models.cache.CachedEmbeddings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How good search by words, by meaning and by both is on test collections: a row of a Markdown table for each way. The
 * first argument is the folder of the collections, the second one in which vectors are kept for the next time.
 */
public final class RetrievalQuality {

    private static final int DEPTH = 100;
    private static final int K = 10;

    private RetrievalQuality() {}

    /** Measures every collection in the folder. */
    public static void main(String... args) throws IOException {
        Path cache = Files.createDirectories(Path.of(args[1]));
        out().println("| collection | search | nDCG@10 | recall@10 |\n| --- | --- | --- | --- |");
        for (Path folder : folders(Path.of(args[0]))) {
            measure(TestCollection.read(folder), cache);
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (var all = Files.list(parent)) {
            return all.filter(each -> Files.exists(each.resolve("qrels.tsv")))
                    .sorted()
                    .toList();
        }
    }

    private static void measure(TestCollection collection, Path cache) {
        try (OnnxEmbeddingModel model =
                collection.chinese() ? OnnxEmbeddingModel.bgeSmallZhV15() : OnnxEmbeddingModel.allMiniLmL6V2()) {
            String kept = collection.name() + "-" + model.name();
            EmbeddingModel cached = CachedEmbeddings.inFile(model, kept, cache.resolve(kept + ".jsonl"));
            ways(collection.documents(), cached).forEach((way, retriever) -> row(collection, way, retriever));
        }
    }

    private static Map<String, Retriever> ways(List<Document> documents, EmbeddingModel model) {
        Retriever words = BM25Retriever.of(documents, DEPTH);
        Retriever meaning = InMemoryVectorStore.fromDocuments(documents, model).asRetriever(DEPTH);
        Map<String, Retriever> ways = new LinkedHashMap<>();
        ways.put("TF-IDF", TfidfRetriever.of(documents, DEPTH));
        ways.put("BM25", words);
        ways.put("vector", meaning);
        ways.put("hybrid", EnsembleRetriever.of(List.of(words, meaning)));
        return ways;
    }

    private static void row(TestCollection collection, String way, Retriever retriever) {
        List<Double> gains = new ArrayList<>();
        List<Double> recalls = new ArrayList<>();
        collection.questions().forEach((id, question) -> {
            Map<String, Double> grades = collection.grades().getOrDefault(id, Map.of());
            List<String> ranked = ids(retriever, question);
            gains.add(RetrievalMetrics.ndcgAt(K, ranked, grades));
            recalls.add(RetrievalMetrics.recallAt(K, ranked, Set.copyOf(grades.keySet())));
        });
        out().printf("| %s | %s | %.3f | %.3f |%n", collection.name(), way, mean(gains), mean(recalls));
    }

    private static List<String> ids(Retriever retriever, String question) {
        return retriever.retrieve(question).stream()
                .map(found -> String.valueOf(found.document().id()))
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static PrintStream out() {
        return System.out;
    }
}
