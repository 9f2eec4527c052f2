package dev.lian4j.dataconnection.transform;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the best of ranked documents first and last and the worst in the middle, where models look least. As LangChain's;
 * source: Liu et al., "Lost in the Middle", 2023.
 */
public record LongContextReorder() implements DocumentTransformer {

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        List<Document> ranked = documents.toList();
        Deque<Document> ordered = new ArrayDeque<>();
        for (int i = ranked.size() - 1; i >= 0; i--) {
            if ((ranked.size() - 1 - i) % 2 == 0) {
                ordered.addFirst(ranked.get(i));
            } else {
                ordered.addLast(ranked.get(i));
            }
        }
        return ordered.stream();
    }
}
