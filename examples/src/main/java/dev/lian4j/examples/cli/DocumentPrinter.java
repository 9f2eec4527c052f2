package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Shows documents, one after another.
 *
 * @param console where
 * @param json whether as JSON Lines
 */
record DocumentPrinter(Console console, boolean json) {

    void print(Stream<Document> documents) {
        documents.forEach(this::print);
    }

    private void print(Document document) {
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("text", document.text());
            map.put("metadata", document.metadata());
            console.json(map);
        } else {
            int length = document.text().codePointCount(0, document.text().length());
            console.out().printf("── %s (%d characters)%n", Documents.citation(document), length);
            console.out().println(document.text());
            console.out().println();
        }
    }
}
