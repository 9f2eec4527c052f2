package dev.lian4j.benchmarks.peers;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.rag.query.Query;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import java.io.PrintStream;
import java.nio.file.Path;

/** A whole process: a PDF is read, split, embedded and asked. Arguments: lian4j or langchain4j, the PDF, the question. */
public final class ColdStart {

    private ColdStart() {}

    /** Prints the best passage. */
    public static void main(String... args) {
        Path file = Path.of(args[1]);
        out().println(args[0].equals("lian4j") ? lian4j(file, args[2]) : langChain4j(file, args[2]));
        System.exit(0);
    }

    private static String lian4j(Path file, String question) {
        try (OnnxEmbeddingModel model = OnnxEmbeddingModel.allMiniLmL6V2()) {
            return EndToEndPeers.index(file, model)
                    .similaritySearch(question, 1)
                    .get(0)
                    .text();
        }
    }

    private static String langChain4j(Path file, String question) {
        AllMiniLmL6V2QuantizedEmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();
        return EndToEndPeers.retriever(EndToEndPeers.index(file, model), model, 1)
                .retrieve(Query.from(question))
                .get(0)
                .textSegment()
                .text();
    }

    private static PrintStream out() {
        return System.out;
    }
}
