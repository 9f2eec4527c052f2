package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.List;
import java.util.Map;

/**
 * Searches for what a model makes of the question: a passage that would answer it (HyDE: Gao et al., 2022), or the more
 * general question behind it (step-back: Zheng et al., 2023).
 *
 * @param rewrite from the question to what is searched for
 * @param retriever searches
 */
public record RewritingRetriever(Chain<String, String> rewrite, Chain<String, List<ScoredDocument>> retriever)
        implements Retriever {

    /** Searches for a passage that a model writes as an answer. */
    public static RewritingRetriever hypothetical(Chain<String, List<ScoredDocument>> retriever, ChatModel model) {
        return of(retriever, model, QueryPrompts.HYPOTHETICAL);
    }

    /** Searches for the more general question behind the question. */
    public static RewritingRetriever stepBack(Chain<String, List<ScoredDocument>> retriever, ChatModel model) {
        return of(retriever, model, QueryPrompts.STEP_BACK);
    }

    /** Searches for what a model answers to a prompt from {@code question}. */
    public static RewritingRetriever of(
            Chain<String, List<ScoredDocument>> retriever,
            ChatModel model,
            Chain<Map<String, Object>, ChatRequest> prompt) {
        Chain<String, Map<String, Object>> asked = Chain.of(question -> Map.of("question", question, "count", 1));
        return new RewritingRetriever(
                asked.then(prompt).then(model).map(response -> response.text().strip()), retriever);
    }

    @Override
    public List<ScoredDocument> retrieve(String query) {
        return invoke(query);
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(rewrite, retriever);
    }

    @Override
    public List<ScoredDocument> invoke(String query, Run run) {
        return run.call(retriever, run.call(rewrite, query));
    }
}
