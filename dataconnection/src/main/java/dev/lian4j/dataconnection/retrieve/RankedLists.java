package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lists of what was found, best first, joined to one. */
final class RankedLists {

    /**
     * Reciprocal rank fusion: {@code 1 / (60 + rank)}, ranks counted from 1. Source: Cormack, Clarke and Büttcher, SIGIR
     * 2009.
     */
    static final Score BY_RANK = (list, place) -> 1.0 / (60 + place + 1);

    private RankedLists() {}

    /** What a document's place in a list is worth. */
    @FunctionalInterface
    interface Score {
        double of(List<ScoredDocument> list, int place);
    }

    /**
     * The lists as one, best first: a document's score is the weighted sum of what its places are worth; of equal ones the
     * first seen is first.
     *
     * @param identity by what documents are told apart
     */
    static List<ScoredDocument> join(
            List<List<ScoredDocument>> lists,
            List<Double> weights,
            Score score,
            Function<? super Document, ?> identity) {
        Map<Object, ScoredDocument> joined = new LinkedHashMap<>();
        for (int i = 0; i < lists.size(); i++) {
            List<ScoredDocument> list = lists.get(i);
            for (int place = 0; place < list.size(); place++) {
                Document document = list.get(place).document();
                joined.merge(
                        identity.apply(document),
                        new ScoredDocument(document, weights.get(i) * score.of(list, place)),
                        (first, again) -> new ScoredDocument(first.document(), first.score() + again.score()));
            }
        }
        return joined.values().stream()
                .sorted(Comparator.comparingDouble(ScoredDocument::score).reversed())
                .toList();
    }
}
