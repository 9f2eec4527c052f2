package dev.lian4j.examples.cli;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.core.document.Retriever;
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

    /** The embedded model reads English only; what it says is checked against the pages. */
    Chain<String, CitedAnswer> answers(Answerer answerer, boolean chineseQuestion, int passages) {
        Retriever retriever = store.asRetriever(passages);
        if (!answerer.embedded() || answerer.model() == null) {
            return new DocumentAnswers(retriever, answerer);
        }
        return chineseQuestion
                ? new DocumentAnswers(retriever, Answerer.NONE)
                : new SmallModelAnswers(retriever, pages, embedder.model(), answerer.model(), answerer.name());
    }

    @Override
    public void close() {
        embedder.close();
    }
}
