package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.List;
import java.util.function.Function;

/**
 * Finds documents by the words of the question: names, numbers and rare words, which embeddings miss. Rare words weigh
 * more, and repeating one helps less and less. Only documents with a word of the question are given. In memory; immutable
 * and thread safe. Together with a vector store in an {@link EnsembleRetriever} it makes a hybrid search. Source: Robertson
 * and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with Lucene's weight of a word, {@code
 * ln(1 + (N - n + 0.5) / (n + 0.5))}, which is never negative.
 */
public final class BM25Retriever implements Retriever {

    private final KeywordIndex index;
    private final double k1;
    private final double b;
    private final int k;
    private final Filter filter;
    private final double meanLength;

    private BM25Retriever(KeywordIndex index, Builder settings, Filter filter) {
        this(index, settings.k1, settings.b, settings.k, filter);
    }

    private BM25Retriever(KeywordIndex index, double k1, double b, int k, Filter filter) {
        this.index = index;
        this.k1 = k1;
        this.b = b;
        this.k = k;
        this.filter = filter;
        this.meanLength = (double) index.totalLength() / Math.max(1, index.size());
    }

    /** A retriever of these documents that gives {@code k} at most, by {@link SearchTerms}. */
    public static BM25Retriever of(List<Document> documents, int k) {
        return builder().k(k).build(documents);
    }

    /** Nothing set yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** This retriever, looking only among the documents that the filter means. */
    public BM25Retriever where(Filter newFilter) {
        return new BM25Retriever(index, k1, b, k, newFilter);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        double[] scores = new double[index.size()];
        index.terms(query).forEach((term, times) -> add(term, times, scores));
        return index.best(scores, k, filter);
    }

    private void add(String term, int times, double[] scores) {
        Postings having = index.find(term);
        if (having != null) {
            double weight = times * Math.log1p((index.size() - having.size() + 0.5) / (having.size() + 0.5));
            having.each((document, count) -> scores[document] += weight * saturated(count, index.length(document)));
        }
    }

    private double saturated(int count, int length) {
        return count * (k1 + 1) / (count + k1 * (1 - b + b * length / meanLength));
    }

    /** Says how documents are searched. Not thread safe. */
    public static final class Builder {
        private int k = 4;
        private double k1 = 1.2;
        private double b = 0.75;
        private Function<? super String, List<String>> analyzer = SearchTerms::of;

        private Builder() {}

        /** How many documents to give at most, at least 1; 4 by default, as in LangChain. */
        public Builder k(int documents) {
            if (documents < 1) {
                throw new IllegalArgumentException("k must be at least 1, was " + documents);
            }
            this.k = documents;
            return this;
        }

        /** How much a word's repetition counts, 0 or more; 1.2 by default. */
        public Builder k1(double value) {
            if (!(value >= 0 && Double.isFinite(value))) {
                throw new IllegalArgumentException("k1 must be 0 or more, was " + value);
            }
            this.k1 = value;
            return this;
        }

        /** How much long documents are held back, 0 to 1; 0.75 by default. */
        public Builder b(double value) {
            if (!(value >= 0 && value <= 1)) {
                throw new IllegalArgumentException("b must be between 0 and 1, was " + value);
            }
            this.b = value;
            return this;
        }

        /** How texts become terms, for documents and questions alike; {@link SearchTerms#of} by default. */
        public Builder analyzer(Function<? super String, List<String>> terms) {
            this.analyzer = terms;
            return this;
        }

        /** A retriever of these documents. */
        public BM25Retriever build(List<Document> documents) {
            return new BM25Retriever(new KeywordIndex(documents, analyzer), this, Filter.all());
        }
    }
}
