package dev.lian4j.benchmarks.peers;

import dev.langchain4j.data.document.loader.FileSystemDocumentLoader;
import dev.langchain4j.data.document.parser.apache.pdfbox.ApachePdfBoxDocumentParser;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.EmbeddingStoreIngestor;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.pdf.PdfLoader;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A PDF of 100 pages becomes searchable: read, split, embedded by the same model, stored; and a question gets its passages.
 * Chunks have 400 characters, since LangChain4j's model reads 128 tokens of each and drops the rest without a word.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class EndToEndPeers {

    private static final String QUESTION = "Who speaks before we proceed any further?";

    private final OnnxEmbeddingModel ours = OnnxEmbeddingModel.allMiniLmL6V2();
    private final AllMiniLmL6V2QuantizedEmbeddingModel langChain4j = new AllMiniLmL6V2QuantizedEmbeddingModel();
    private Path file = Path.of("");

    /** What questions are put to: made once. */
    @State(Scope.Benchmark)
    public static class Ready {
        private Retriever ours = question -> List.of();
        private ContentRetriever langChain4j = query -> List.of();

        /** Makes them searchable. */
        @Setup
        public void index(EndToEndPeers peers) {
            ours = peers.lian4jIndex().asRetriever(4);
            langChain4j = retriever(peers.langChain4jIndex(), peers.langChain4j, 4);
        }
    }

    /** Writes the PDF. */
    @Setup
    public void write() throws IOException {
        file = Pdfs.write(Files.createTempFile("peers", ".pdf"), 100);
    }

    /** Deletes it and frees the model. */
    @TearDown
    public void delete() throws IOException {
        ours.close();
        Files.delete(file);
    }

    /** Pages to searchable. */
    @Benchmark
    public InMemoryVectorStore lian4jIndex() {
        return index(file, ours);
    }

    static InMemoryVectorStore index(Path file, OnnxEmbeddingModel model) {
        InMemoryVectorStore store = InMemoryVectorStore.of(model);
        store.addDocuments(PdfLoader.of(file).loadAndSplit(RecursiveCharacterTextSplitter.of(400, 0)));
        return store;
    }

    /** Pages to searchable. */
    @Benchmark
    public InMemoryEmbeddingStore<TextSegment> langChain4jIndex() {
        return index(file, langChain4j);
    }

    static InMemoryEmbeddingStore<TextSegment> index(Path file, AllMiniLmL6V2QuantizedEmbeddingModel model) {
        InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
        EmbeddingStoreIngestor.builder()
                .documentSplitter(DocumentSplitters.recursive(400, 0))
                .embeddingModel(model)
                .embeddingStore(store)
                .build()
                .ingest(FileSystemDocumentLoader.loadDocument(file, new ApachePdfBoxDocumentParser()));
        return store;
    }

    static ContentRetriever retriever(
            InMemoryEmbeddingStore<TextSegment> store, AllMiniLmL6V2QuantizedEmbeddingModel model, int k) {
        return EmbeddingStoreContentRetriever.builder()
                .embeddingStore(store)
                .embeddingModel(model)
                .maxResults(k)
                .build();
    }

    /** Question to passages. */
    @Benchmark
    public Object lian4jQuestion(Ready ready) {
        return ready.ours.retrieve(QUESTION);
    }

    /** Question to passages. */
    @Benchmark
    public Object langChain4jQuestion(Ready ready) {
        return ready.langChain4j.retrieve(Query.from(QUESTION));
    }
}
