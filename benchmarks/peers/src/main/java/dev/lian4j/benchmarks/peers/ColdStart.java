package dev.lian4j.benchmarks.peers;

import dev.langchain4j.data.document.loader.FileSystemDocumentLoader;
import dev.langchain4j.data.document.parser.apache.pdfbox.ApachePdfBoxDocumentParser;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.pdf.PdfLoader;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
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
            InMemoryVectorStore store = InMemoryVectorStore.of(model);
            store.addDocuments(PdfLoader.of(file).loadAndSplit(RecursiveCharacterTextSplitter.of(400, 0)));
            return store.similaritySearch(question, 1).get(0).text();
        }
    }

    private static String langChain4j(Path file, String question) {
        AllMiniLmL6V2QuantizedEmbeddingModel model = new AllMiniLmL6V2QuantizedEmbeddingModel();
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        EmbeddingStoreIngestor.builder()
                .documentSplitter(DocumentSplitters.recursive(400, 0))
                .embeddingModel(model)
                .embeddingStore(store)
                .build()
                .ingest(FileSystemDocumentLoader.loadDocument(file, new ApachePdfBoxDocumentParser()));
        return EmbeddingStoreContentRetriever.builder()
                .embeddingStore(store)
                .embeddingModel(model)
                .maxResults(1)
                .build()
                .retrieve(Query.from(question))
                .get(0)
                .textSegment()
                .text();
    }

    private static PrintStream out() {
        return System.out;
    }
}
