package dev.lian4j.examples.tutorial;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.pdf.PdfLoader;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.nio.file.Path;
import java.util.List;

/** The tutorial's data connection: load a PDF, split it, embed it, store it, and find what fits a question. No key. */
public final class PdfQuestion {

    private PdfQuestion() {}

    /** Takes a PDF and a question. */
    public static void main(String[] args) {
        List<Document> pages = PdfLoader.of(Path.of(args[0])).loadAndSplit(RecursiveCharacterTextSplitter.of(600, 100));
        System.out.println(pages.get(0).text());

        try (OnnxEmbeddingModel embeddings = OnnxEmbeddingModel.allMiniLmL6V2()) {
            VectorStore db = InMemoryVectorStore.fromDocuments(pages, embeddings);
            Document best = db.similaritySearch(args[1], 1).get(0);
            System.out.println(best.text());
            System.out.println(Documents.citation(best));
        }
    }
}
