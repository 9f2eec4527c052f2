package dev.lian4j.dataconnection.lucene;

import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;

/**
 * Finds the documents of a store whose words fit a question, by BM25 (k1 1.2, b 0.75). Needs no embedding. Of a long
 * question the first 200 words are looked for. Source: Robertson and Walker, SIGIR 1994; as LangChain's BM25Retriever.
 *
 * @param store where to look
 * @param k how many documents to give at most
 * @param filter which documents may be given
 */
public record Bm25Retriever(LuceneVectorStore store, int k, Filter filter) implements Retriever {

    /** Checks the limit. */
    public Bm25Retriever {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
    }

    /** The {@code k} documents that fit best. */
    public static Bm25Retriever of(LuceneVectorStore store, int k) {
        return new Bm25Retriever(store, k, Filter.all());
    }

    /** This retriever, looking only among the documents that the filter means. */
    public Bm25Retriever where(Filter newFilter) {
        return new Bm25Retriever(store, k, newFilter);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return store.keywordSearch(query, k, filter);
    }
}
