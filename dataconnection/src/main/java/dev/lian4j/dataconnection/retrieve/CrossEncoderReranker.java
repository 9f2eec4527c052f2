package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Reranker;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.ModelException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Ranks what was found anew, by a model that reads question and text together; the scores become the model's. Find some 20
 * to 100 documents, keep the best few.
 *
 * @param reranker scores
 * @param topN how many documents to keep
 * @param minScore the least score of a document that is kept, on the model's scale
 */
public record CrossEncoderReranker(Reranker reranker, int topN, double minScore) implements DocumentCompressor {

    /** Checks the numbers. */
    public CrossEncoderReranker {
        if (topN < 1) {
            throw new IllegalArgumentException("topN must be at least 1, was " + topN);
        }
        if (Double.isNaN(minScore)) {
            throw new IllegalArgumentException("minScore must be a number");
        }
    }

    /** Keeps the best three, as LangChain's. */
    public static CrossEncoderReranker of(Reranker reranker) {
        return of(reranker, 3);
    }

    /** Keeps the best {@code topN}, however badly they fit. */
    public static CrossEncoderReranker of(Reranker reranker, int topN) {
        return new CrossEncoderReranker(reranker, topN, Double.NEGATIVE_INFINITY);
    }

    /** This one, leaving out documents below a score. */
    public CrossEncoderReranker withMinScore(double newMinScore) {
        return new CrossEncoderReranker(reranker, topN, newMinScore);
    }

    /**
     * The best, best first; of equals the one that was found first.
     *
     * @throws ModelException if the model fails, or gives another number of scores than it was given texts
     */
    @Override
    public List<ScoredDocument> compress(String query, List<ScoredDocument> found, Run run) {
        List<String> texts = found.stream().map(each -> each.document().text()).toList();
        Chain<List<String>, double[]> scoring = (each, its) -> reranker.scores(query, each, its);
        double[] scores = texts.isEmpty() ? new double[0] : run.call(scoring.named("rerank"), texts);
        if (scores.length != texts.size()) {
            throw new ModelException("The reranker gave " + scores.length + " scores for " + texts.size() + " texts");
        }
        return IntStream.range(0, scores.length)
                .filter(i -> scores[i] >= minScore)
                .mapToObj(i -> new ScoredDocument(found.get(i).document(), scores[i]))
                .sorted(Comparator.comparingDouble(ScoredDocument::score).reversed())
                .limit(topN)
                .toList();
    }
}
