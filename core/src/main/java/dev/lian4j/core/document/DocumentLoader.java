package dev.lian4j.core.document;

import java.util.List;
import java.util.stream.Stream;

/** Reads documents from a source. */
@FunctionalInterface
public interface DocumentLoader {

    /**
     * The documents, read as they are pulled. To be closed, since it may hold a file open.
     *
     * @throws dev.lian4j.core.error.DocumentLoadException if the source cannot be read; here or while pulling
     */
    Stream<Document> load();

    /** All documents at once. */
    default List<Document> loadAll() {
        try (Stream<Document> documents = load()) {
            return documents.toList();
        }
    }

    /** All documents at once, cut by a splitter. */
    default List<Document> loadAndSplit(DocumentTransformer splitter) {
        try (Stream<Document> documents = load()) {
            return splitter.transform(documents).toList();
        }
    }
}
