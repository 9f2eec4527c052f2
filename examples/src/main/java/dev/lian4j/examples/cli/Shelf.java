package dev.lian4j.examples.cli;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Documents of one language, searched by its embedding model. */
record Shelf(Embedder embedder, VectorStore store, List<Document> pages, DocumentTransformer splitter)
        implements AutoCloseable {

    static Shelf of(boolean chinese) {
        Embedder embedder = Embedder.of(chinese ? "bge-zh" : "minilm", "");
        return new Shelf(
                embedder,
                InMemoryVectorStore.of(embedder.model()),
                new CopyOnWriteArrayList<>(),
                Library.splitter(chinese));
    }

    /** How many passages came of the pages. */
    int add(List<Document> more) {
        List<Document> passages = splitter.invoke(more);
        store.addDocuments(passages);
        pages.addAll(more);
        return passages.size();
    }

    /** The way from a question to an answer from so many passages. */
    Chain<String, CitedAnswer> answers(Answerer answerer, int passages) {
        return answerer.answers(store.asRetriever(passages), pages, embedder.model());
    }

    @Override
    public void close() {
        embedder.close();
    }
}
