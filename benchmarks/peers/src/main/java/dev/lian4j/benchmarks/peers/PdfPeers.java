package dev.lian4j.benchmarks.peers;

import dev.langchain4j.data.document.loader.FileSystemDocumentLoader;
import dev.langchain4j.data.document.parser.apache.pdfbox.ApachePdfBoxDocumentParser;
import dev.langchain4j.data.document.splitter.DocumentSplitters;
import dev.lian4j.benchmarks.BriefCalls;
import dev.lian4j.dataconnection.pdf.PdfLoader;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A PDF of 200 pages is read and split into chunks of 1,000 characters with 200 in common. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class PdfPeers extends BriefCalls {

    private Path file = Path.of("");

    /** Writes the PDF. */
    @Setup
    public void write() throws IOException {
        file = Pdfs.write(Files.createTempFile("peers", ".pdf"), 200);
    }

    /** Deletes it. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** A document a page. */
    @Benchmark
    public Object lian4j() {
        return PdfLoader.of(file).loadAndSplit(RecursiveCharacterTextSplitter.of(1_000, 200));
    }

    /** One document. */
    @Benchmark
    public Object langChain4j() {
        return DocumentSplitters.recursive(1_000, 200)
                .split(FileSystemDocumentLoader.loadDocument(file, new ApachePdfBoxDocumentParser()));
    }
}
