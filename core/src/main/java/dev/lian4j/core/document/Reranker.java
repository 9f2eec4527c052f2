package dev.lian4j.core.document;

import dev.lian4j.core.Run;
import java.util.List;

/**
 * Says how well texts answer a question, reading question and text together: slower than comparing vectors, and better.
 * For ranking the few that a search found anew. Safe for several threads.
 */
@FunctionalInterface
public interface Reranker {

    /**
     * A score for each text, in order; higher fits better, on the model's own scale. No texts give no scores.
     *
     * @throws dev.lian4j.core.error.ModelException if the model fails
     * @throws dev.lian4j.core.error.CancelledException if the run is cancelled or the thread interrupted
     */
    double[] scores(String query, List<String> texts, Run run);

    /** As {@link #scores(String, List, Run)}, in a run of its own. */
    default double[] scores(String query, List<String> texts) {
        return scores(query, texts, Run.root());
    }
}
