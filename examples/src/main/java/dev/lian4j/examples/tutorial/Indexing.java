package dev.lian4j.examples.tutorial;

import dev.lian4j.core.document.Document;
import dev.lian4j.dataconnection.index.InMemoryRecordManager;
import dev.lian4j.dataconnection.index.IndexMode;
import dev.lian4j.dataconnection.index.Indexer;
import dev.lian4j.dataconnection.load.DirectoryLoader;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder that changes, and a store that follows: nothing is embedded twice. Embeddings run here; no key. */
public final class Indexing {

    private Indexing() {}

    /** Indexes a folder three times. */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("docs");
        Path handbook = Files.writeString(folder.resolve("handbook.md"), "# 假期\n\n年假 25 天。\n");
        Path table = Files.writeString(folder.resolve("prices.csv"), "article,price\n滤芯,99\n");
        try (OnnxEmbeddingModel embeddings = OnnxEmbeddingModel.bgeSmallZhV15()) {
            // tag::index[]
            InMemoryVectorStore store = InMemoryVectorStore.of(embeddings);
            Indexer indexer = Indexer.of(store, new InMemoryRecordManager());
            System.out.println(indexer.index(pieces(folder), IndexMode.FULL));
            System.out.println(indexer.index(pieces(folder), IndexMode.FULL));
            Files.writeString(handbook, "# 假期\n\n年假 27 天。\n");
            Files.delete(table);
            System.out.println(indexer.index(pieces(folder), IndexMode.FULL));
            System.out.println(store.similaritySearch("几天年假?", 9).get(0).text());
            // end::index[]
        } finally {
            Files.delete(handbook);
            Files.delete(folder);
        }
    }

    private static Stream<Document> pieces(Path folder) {
        return DirectoryLoader.of(folder).loadAndSplit(RecursiveCharacterTextSplitter.ofChinese(200, 0)).stream();
    }
}
