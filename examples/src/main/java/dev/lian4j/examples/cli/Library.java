package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.load.DirectoryLoader;
import dev.lian4j.dataconnection.load.LoadProblem;
import dev.lian4j.dataconnection.pdf.PdfLoader;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Documents from the paths that a command was given. */
record Library(Console console) {

    private static final int CHUNK = 600;
    private static final int CHINESE_CHUNK = 250;

    /** Everything loadable under the paths. What cannot be read is told and passed over, unless named itself. */
    List<Document> load(List<Path> paths) {
        List<Document> documents;
        try (Stream<Document> stream = stream(paths, problem -> console.note("Skipped " + problem))) {
            documents = stream.toList();
        }
        if (documents.isEmpty()) {
            throw new LianException("No documents under " + paths
                    + ": looked for PDF, text, Markdown, HTML, CSV, JSON, XML, EPUB, e-mail, notebooks, subtitles and"
                    + " source code");
        }
        return documents;
    }

    /** The same one after another, read as they are pulled; the stream is to be closed. */
    Stream<Document> stream(List<Path> paths, Consumer<LoadProblem> problems) {
        return DirectoryLoader.builder()
                .roots(paths)
                .loader("pdf", PdfLoader::of)
                .onProblem(problems)
                .build()
                .load();
    }

    /**
     * The documents, cut into passages and ready to be searched. The embedding models read one language each, so where
     * there are documents in the script of the sample, only those are searched.
     */
    static VectorStore passages(List<Document> documents, String sample, EmbeddingModel embeddings) {
        boolean chinese = Embedder.chinese(sample);
        List<Document> readable = documents.stream()
                .filter(document -> Embedder.chinese(document.text()) == chinese)
                .toList();
        return InMemoryVectorStore.fromDocuments(
                splitter(chinese).invoke(readable.isEmpty() ? documents : readable), embeddings);
    }

    /** Cuts documents into passages of a size that suits the embedding models. */
    static DocumentTransformer splitter(boolean chinese) {
        return chinese
                ? RecursiveCharacterTextSplitter.ofChinese(CHINESE_CHUNK, CHINESE_CHUNK / 5)
                : RecursiveCharacterTextSplitter.of(CHUNK, CHUNK / 5);
    }
}
