package dev.lian4j.benchmarks.peers;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.HuggingFaceTokenCountEstimator;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.lian4j.benchmarks.TestCollection;
import dev.lian4j.dataconnection.evaluate.RetrievalMetrics;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How good the retrieval of LangChain4j's easy-rag is on test collections, with what it does where nothing is said: its
 * splitter, 300 tokens with 30 in common, and bge-small-en-v1.5 of 8 bits, whatever the language. A document counts where
 * its first passage stands. Arguments: folders of collections.
 */
public final class EasyRagQuality {

    private static final int K = 10;
    private static final int DEPTH = 100;

    private EasyRagQuality() {}

    /** Prints nDCG@10 of each collection. */
    public static void main(String... args) throws IOException {
        BgeSmallEnV15QuantizedEmbeddingModel model = new BgeSmallEnV15QuantizedEmbeddingModel();
        for (String name : args) {
            TestCollection collection = TestCollection.read(Texts.shared("ir").resolve(name));
            out().printf("| %s | %.3f |%n", name, quality(collection, model));
        }
        System.exit(0);
    }

    private static double quality(TestCollection collection, BgeSmallEnV15QuantizedEmbeddingModel model) {
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        EmbeddingStoreIngestor.builder()
                .documentSplitter(DocumentSplitters.recursive(300, 30, new HuggingFaceTokenCountEstimator()))
                .embeddingModel(model)
                .embeddingStore(store)
                .build()
                .ingest(documents(collection));
        List<Double> gains = new ArrayList<>();
        collection.questions().forEach((id, question) -> {
            EmbeddingSearchRequest request = EmbeddingSearchRequest.builder()
                    .queryEmbedding(model.embed(question).content())
                    .maxResults(DEPTH)
                    .build();
            gains.add(RetrievalMetrics.ndcgAt(
                    K, ids(store.search(request).matches()), collection.grades().getOrDefault(id, Map.of())));
        });
        return gains.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static List<Document> documents(TestCollection collection) {
        return collection.documents().stream()
                .filter(each -> !each.text().isBlank())
                .map(each -> Document.from(each.text(), Metadata.from("id", String.valueOf(each.id()))))
                .toList();
    }

    private static List<String> ids(List<EmbeddingMatch<TextSegment>> matches) {
        return matches.stream()
                .map(match -> String.valueOf(match.embedded().metadata().getString("id")))
                .distinct()
                .toList();
    }

    private static PrintStream out() {
        return System.out;
    }
}
