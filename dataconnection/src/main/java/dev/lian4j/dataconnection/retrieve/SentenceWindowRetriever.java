package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds sentences that {@link SentenceWindows} made, and gives them with the sentences around them. Windows of one document
 * that overlap or touch become one, with the best of their scores. What has no window passes as it is. After LlamaIndex's
 * sentence windows.
 *
 * @param sentences finds them: a vector store's retriever, a keyword search or both
 */
public record SentenceWindowRetriever(Chain<String, List<ScoredDocument>> sentences) implements Retriever {

    /** A retriever of the windows of what this one finds. */
    public static SentenceWindowRetriever of(Chain<String, List<ScoredDocument>> sentences) {
        return new SentenceWindowRetriever(sentences);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(sentences);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        Map<Object, List<ScoredDocument>> byDocument = new LinkedHashMap<>();
        List<ScoredDocument> windows = new ArrayList<>();
        for (ScoredDocument found : run.call(sentences, query)) {
            Object document = found.document().metadata().get(SentenceWindows.DOCUMENT);
            if (document == null) {
                windows.add(found);
            } else {
                byDocument.computeIfAbsent(document, any -> new ArrayList<>()).add(found);
            }
        }
        byDocument.values().forEach(same -> windows.addAll(merged(same)));
        windows.sort(Comparator.comparingDouble(ScoredDocument::score).reversed());
        return List.copyOf(windows);
    }

    private static List<ScoredDocument> merged(List<ScoredDocument> sameDocument) {
        List<ScoredDocument> windows = new ArrayList<>();
        sameDocument.stream()
                .sorted(Comparator.comparingInt(found -> start(found.document())))
                .map(SentenceWindowRetriever::window)
                .forEach(window -> append(windows, window));
        return windows;
    }

    private static ScoredDocument window(ScoredDocument found) {
        Document sentence = found.document();
        String text = String.valueOf(sentence.metadata().get(SentenceWindows.TEXT));
        Map<String, Object> metadata = new LinkedHashMap<>(sentence.metadata());
        metadata.remove(SentenceWindows.TEXT);
        return new ScoredDocument(new Document(sentence.id(), text, metadata), found.score());
    }

    private static void append(List<ScoredDocument> windows, ScoredDocument next) {
        int last = windows.size() - 1;
        if (last >= 0 && end(windows.get(last)) >= start(next.document())) {
            windows.set(last, joined(windows.get(last), next));
        } else {
            windows.add(next);
        }
    }

    private static ScoredDocument joined(ScoredDocument first, ScoredDocument second) {
        Document document = first.document();
        int shared = end(first) - start(second.document());
        String more = second.document().text();
        String text = document.text() + more.substring(Math.min(shared, more.length()));
        return new ScoredDocument(
                new Document(document.id(), text, document.metadata()), Math.max(first.score(), second.score()));
    }

    private static int end(ScoredDocument window) {
        return start(window.document()) + window.document().text().length();
    }

    private static int start(Document document) {
        return document.metadata().get(SentenceWindows.START) instanceof Number start ? start.intValue() : 0;
    }
}
