package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds documents by the cosine between their words' weights and the question's: a word's count times {@code ln((1 + N) /
 * (1 + n)) + 1}. Scores are from 0 to 1; only documents with a word of the question are given. {@link BM25Retriever}
 * mostly finds more. In memory; immutable and thread safe. Source: LangChain's, by scikit-learn's TfidfVectorizer.
 */
public final class TfidfRetriever implements Retriever {

    private final KeywordIndex index;
    private final int k;
    private final Filter filter;
    private final double[] norms;

    private TfidfRetriever(KeywordIndex index, int k, Filter filter, double[] norms) {
        this.index = index;
        this.k = k;
        this.filter = filter;
        this.norms = norms;
    }

    /** A retriever of these documents that gives {@code k} at most, by {@link SearchTerms}. */
    public static TfidfRetriever of(List<Document> documents, int k) {
        return of(documents, k, SearchTerms::of);
    }

    /** As {@link #of(List, int)}, with other terms for documents and questions. */
    public static TfidfRetriever of(List<Document> documents, int k, Function<? super String, List<String>> analyzer) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        KeywordIndex index = new KeywordIndex(documents, analyzer);
        return new TfidfRetriever(index, k, Filter.all(), norms(index));
    }

    /** This retriever, looking only among the documents that the filter means. */
    public TfidfRetriever where(Filter newFilter) {
        return new TfidfRetriever(index, k, newFilter, norms);
    }

    private static double[] norms(KeywordIndex index) {
        double[] squares = new double[index.size()];
        for (Postings term : index.all()) {
            double weight = weight(index, term);
            term.each((document, count) -> squares[document] += count * weight * count * weight);
        }
        for (int i = 0; i < squares.length; i++) {
            squares[i] = Math.sqrt(squares[i]);
        }
        return squares;
    }

    private static double weight(KeywordIndex index, Postings term) {
        return Math.log((1.0 + index.size()) / (1.0 + term.size())) + 1;
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        double[] scores = new double[index.size()];
        double squares = 0;
        for (Map.Entry<String, Integer> term : index.terms(query).entrySet()) {
            squares += add(term.getKey(), term.getValue(), scores);
        }
        for (int i = 0; i < scores.length && squares > 0; i++) {
            scores[i] /= Math.max(norms[i] * Math.sqrt(squares), Double.MIN_NORMAL);
        }
        return index.best(scores, k, filter);
    }

    /** The square of the term's weight in the question. */
    private double add(String term, int times, double[] scores) {
        Postings having = index.find(term);
        if (having == null) {
            return 0;
        }
        double weight = weight(index, having);
        having.each((document, count) -> scores[document] += times * weight * count * weight);
        return times * weight * times * weight;
    }
}
