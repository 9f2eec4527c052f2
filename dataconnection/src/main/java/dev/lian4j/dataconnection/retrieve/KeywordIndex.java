package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents by the terms in them. Immutable once made, so searches run side by side. */
final class KeywordIndex {

    private final Function<? super String, List<String>> analyzer;
    private final List<Document> documents;
    private final Map<String, Postings> postings = new HashMap<>();
    private final int[] lengths;

    KeywordIndex(List<Document> documents, Function<? super String, List<String>> analyzer) {
        this.analyzer = analyzer;
        this.documents = List.copyOf(documents);
        this.lengths = new int[documents.size()];
        for (int i = 0; i < lengths.length; i++) {
            add(i, terms(documents.get(i).text()));
        }
    }

    private void add(int document, Map<String, Integer> terms) {
        terms.forEach((term, count) -> {
            postings.computeIfAbsent(term, any -> new Postings()).add(document, count);
            lengths[document] += count;
        });
    }

    /** The terms of a text, and how often it has each. */
    Map<String, Integer> terms(String text) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        analyzer.apply(text).forEach(term -> counts.merge(term, 1, Integer::sum));
        return counts;
    }

    int size() {
        return documents.size();
    }

    /** How many terms a document has. */
    int length(int document) {
        return lengths[document];
    }

    /** How many terms all documents have. */
    long totalLength() {
        long total = 0;
        for (int length : lengths) {
            total += length;
        }
        return total;
    }

    @Nullable
    Postings find(String term) {
        return postings.get(term);
    }

    Iterable<Postings> all() {
        return postings.values();
    }

    /** The {@code k} documents with the highest scores above 0 that the filter allows, best first; of equals the first. */
    List<ScoredDocument> best(double[] scores, int k, Filter filter) {
        // The root is the worst that is kept.
        PriorityQueue<ScoredRow> kept = new PriorityQueue<>(ScoredRow.WORST_FIRST);
        for (int row = 0; row < scores.length; row++) {
            if (scores[row] > 0) {
                offer(new ScoredRow(row, scores[row]), kept, k, filter);
            }
        }
        return bestFirst(kept);
    }

    private List<ScoredDocument> bestFirst(PriorityQueue<ScoredRow> kept) {
        List<ScoredDocument> best = new ArrayList<>();
        while (!kept.isEmpty()) {
            ScoredRow worst = kept.remove();
            best.add(new ScoredDocument(documents.get(worst.row), worst.score));
        }
        Collections.reverse(best);
        return List.copyOf(best);
    }

    private void offer(ScoredRow found, PriorityQueue<ScoredRow> kept, int k, Filter filter) {
        if (wanted(found, kept, k) && filter.matches(documents.get(found.row))) {
            kept.add(found);
            if (kept.size() > k) {
                kept.remove();
            }
        }
    }

    private static boolean wanted(ScoredRow found, PriorityQueue<ScoredRow> kept, int k) {
        ScoredRow worst = kept.peek();
        return kept.size() < k || worst == null || ScoredRow.WORST_FIRST.compare(found, worst) > 0;
    }

    private record ScoredRow(int row, double score) {
        static final Comparator<ScoredRow> WORST_FIRST =
                Comparator.comparingDouble(ScoredRow::score).thenComparing(ScoredRow::row, Comparator.reverseOrder());
    }
}
