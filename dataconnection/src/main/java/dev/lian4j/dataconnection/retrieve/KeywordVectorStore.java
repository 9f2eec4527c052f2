package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorStore;
import java.util.List;

/** A store whose documents are found by their words as well as by their meaning. */
public interface KeywordVectorStore extends VectorStore {

    /**
     * The {@code k} documents whose words fit the question best, best first; their scores are above 0, and how they are
     * made is the store's.
     *
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws dev.lian4j.core.error.StoreException if the store fails
     */
    List<ScoredDocument> keywordSearch(String question, int k, Filter filter);

    /** Finds the {@code k} documents whose words fit a question best. */
    default KeywordRetriever asKeywordRetriever(int k) {
        return KeywordRetriever.of(this, k);
    }

    /** Finds the {@code k} best by meaning and by words, joined by reciprocal rank fusion at equal weight. */
    default HybridRetriever asHybridRetriever(int k) {
        return HybridRetriever.of(this, k);
    }

    /** Finds the {@code k} best by meaning and by words, joined as told. */
    default HybridRetriever asHybridRetriever(int k, Fusion fusion) {
        return HybridRetriever.of(this, k).joinedBy(fusion);
    }
}
