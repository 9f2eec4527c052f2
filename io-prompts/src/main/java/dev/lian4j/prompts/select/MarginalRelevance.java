package dev.lian4j.prompts.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Chooses vectors that are near to a question and not to each other. */
final class MarginalRelevance {

    private static final double NEARNESS = 0.5;

    private final List<float[]> vectors;
    private final double[] near;
    private final double[] like;
    private final List<Integer> chosen = new ArrayList<>();

    private MarginalRelevance(float[] question, List<float[]> vectors) {
        this.vectors = vectors;
        this.near = vectors.stream()
                .mapToDouble(vector -> Vectors.cosine(question, vector))
                .toArray();
        this.like = new double[vectors.size()];
        Arrays.fill(like, Double.NEGATIVE_INFINITY);
    }

    /** The indexes of {@code k} vectors or as many as there are, in the order of choice; the nearest is first. */
    static List<Integer> choose(float[] question, List<float[]> vectors, int k) {
        MarginalRelevance relevance = new MarginalRelevance(question, vectors);
        for (int i = 0; i < Math.min(k, vectors.size()); i++) {
            relevance.take(relevance.best());
        }
        return relevance.chosen;
    }

    private int best() {
        int best = -1;
        for (int i = 0; i < near.length; i++) {
            if (!chosen.contains(i) && (best < 0 || worth(i) > worth(best))) {
                best = i;
            }
        }
        return best;
    }

    private double worth(int i) {
        return chosen.isEmpty() ? near[i] : NEARNESS * near[i] - (1 - NEARNESS) * like[i];
    }

    private void take(int index) {
        chosen.add(index);
        for (int i = 0; i < like.length; i++) {
            like[i] = Math.max(like[i], Vectors.cosine(vectors.get(i), vectors.get(index)));
        }
    }
}
