package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;

/**
 * Finds the documents of a store whose words fit a question. Needs no embedding.
 *
 * @param store where to look
 * @param k how many documents to give at most
 * @param filter which documents may be given
 */
public record KeywordRetriever(KeywordVectorStore store, int k, Filter filter) implements Retriever {

    /** Checks the limit. */
    public KeywordRetriever {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
    }

    /** The {@code k} documents that fit best. */
    public static KeywordRetriever of(KeywordVectorStore store, int k) {
        return new KeywordRetriever(store, k, Filter.all());
    }

    /** This retriever, looking only among the documents that the filter means. */
    public KeywordRetriever where(Filter newFilter) {
        return new KeywordRetriever(store, k, newFilter);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return store.keywordSearch(query, k, filter);
    }
}
