package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Documents and what is asked of them.
 *
 * @param documents the documents, in the order in which the model reads them
 * @param question the question; empty where they are to be summarised
 */
public record DocumentsQuestion(List<Document> documents, String question) {

    /** Copies the documents. */
    public DocumentsQuestion {
        documents = List.copyOf(documents);
    }

    /** Found documents and the question that found them. */
    public static DocumentsQuestion found(List<ScoredDocument> found, String question) {
        return new DocumentsQuestion(
                found.stream().map(ScoredDocument::document).toList(), question);
    }

    DocumentsQuestion of(List<Document> others) {
        return new DocumentsQuestion(others, question);
    }

    /** The values of a prompt. */
    Map<String, Object> values() {
        List<ScoredDocument> all = IntStream.range(0, documents.size())
                .mapToObj(i -> new ScoredDocument(documents.get(i), 0))
                .toList();
        return Map.of("context", Documents.cited(all), "question", question);
    }
}
