package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * Asks several retrievers at once and joins what they find by reciprocal rank fusion: a document's score is the sum of
 * {@code weight / (60 + rank)} over the lists that have it. Their own scores need not be comparable. Source: Cormack,
 * Clarke and Büttcher, SIGIR 2009; as LangChain's.
 */
public final class EnsembleRetriever implements Retriever {

    private final List<Chain<String, List<ScoredDocument>>> retrievers;
    private final List<Double> weights;
    private final Function<Document, Object> identity;

    private EnsembleRetriever(
            List<? extends Chain<String, List<ScoredDocument>>> retrievers,
            List<Double> weights,
            Function<Document, Object> identity) {
        if (retrievers.isEmpty() || retrievers.size() != weights.size()) {
            throw new IllegalArgumentException(
                    "There must be a weight for each retriever: " + retrievers.size() + " and " + weights.size());
        }
        this.retrievers = List.copyOf(retrievers);
        this.weights = List.copyOf(weights);
        this.identity = identity;
    }

    /** Retrievers of one weight; documents are the same where their texts are. */
    public static EnsembleRetriever of(List<? extends Chain<String, List<ScoredDocument>>> retrievers) {
        return of(retrievers, Collections.nCopies(retrievers.size(), 1.0 / Math.max(1, retrievers.size())));
    }

    /** Retrievers with a weight each; documents are the same where their texts are. */
    public static EnsembleRetriever of(
            List<? extends Chain<String, List<ScoredDocument>>> retrievers, List<Double> weights) {
        return new EnsembleRetriever(retrievers, weights, Document::text);
    }

    /** This retriever, telling documents apart by something else, such as a metadata value. */
    public EnsembleRetriever identifiedBy(Function<Document, Object> newIdentity) {
        return new EnsembleRetriever(retrievers, weights, newIdentity);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.copyOf(retrievers);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        return fuse(AskedAtOnce.ask("ensemble", retrievers, query, run));
    }

    /** The lists as one, best first; of equal scores the one that was seen first. */
    List<ScoredDocument> fuse(List<List<ScoredDocument>> lists) {
        return RankedLists.join(lists, weights, RankedLists.BY_RANK, identity);
    }
}
