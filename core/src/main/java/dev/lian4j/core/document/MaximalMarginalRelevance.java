package dev.lian4j.core.document;

import dev.lian4j.core.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Choosing documents that fit a question and differ from one another. Source: Carbonell and Goldstein, "The use of MMR",
 * SIGIR 1998; ties go to the one that came first, as in LangChain.
 */
public final class MaximalMarginalRelevance {

    private MaximalMarginalRelevance() {}

    /**
     * The best {@code k} in the order in which they were chosen.
     *
     * @param found documents with their vectors; vectors that are missing are made by the model
     * @throws IllegalArgumentException if {@code lambda} is not between 0 and 1, or {@code k} is less than 1
     */
    public static List<ScoredDocument> select(
            float[] query, List<ScoredDocument> found, EmbeddingModel model, int k, double lambda) {
        return select(query, vectors(found, model), k, lambda).stream()
                .map(found::get)
                .toList();
    }

    private static List<float[]> vectors(List<ScoredDocument> found, EmbeddingModel model) {
        List<String> missing = found.stream()
                .filter(each -> each.vector() == null)
                .map(each -> each.document().text())
                .toList();
        List<float[]> made = missing.isEmpty() ? List.of() : model.embedDocuments(missing);
        List<float[]> vectors = new ArrayList<>();
        int next = 0;
        for (ScoredDocument each : found) {
            float[] vector = each.vector();
            vectors.add(vector == null ? made.get(next++) : vector);
        }
        return vectors;
    }

    /**
     * The places of the best {@code k} vectors in the order in which they were chosen.
     *
     * @throws IllegalArgumentException if {@code lambda} is not between 0 and 1, or {@code k} is less than 1
     */
    public static List<Integer> select(float[] query, List<float[]> vectors, int k, double lambda) {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("lambda must be between 0 and 1, was " + lambda);
        }
        if (k < 1) {
            throw new IllegalArgumentException("k must be at least 1, was " + k);
        }
        return choose(query, vectors, Math.min(k, vectors.size()), lambda);
    }

    private static List<Integer> choose(float[] query, List<float[]> vectors, int k, double lambda) {
        double[] relevance =
                vectors.stream().mapToDouble(vector -> Cosine.of(query, vector)).toArray();
        double[] redundancy = new double[vectors.size()];
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < k) {
            int best = chosen.isEmpty() ? largest(relevance) : next(chosen, relevance, redundancy, lambda);
            boolean first = chosen.isEmpty();
            chosen.add(best);
            for (int i = 0; i < redundancy.length; i++) {
                double likeness = Cosine.of(vectors.get(best), vectors.get(i));
                redundancy[i] = first ? likeness : Math.max(redundancy[i], likeness);
            }
        }
        return chosen;
    }

    private static int largest(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    private static int next(List<Integer> chosen, double[] relevance, double[] redundancy, double lambda) {
        int best = -1;
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < relevance.length; i++) {
            double score = lambda * relevance[i] - (1 - lambda) * redundancy[i];
            if (!chosen.contains(i) && (best < 0 || score > bestScore)) {
                best = i;
                bestScore = score;
            }
        }
        return best;
    }
}
