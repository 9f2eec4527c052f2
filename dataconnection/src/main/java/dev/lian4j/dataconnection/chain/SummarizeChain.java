package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import java.util.List;

/**
 * Summaries of documents, by the English prompts; for others build the chains of this package with
 * {@link DocumentPrompts#SUMMARY_ZH} and the like. Split what is longer than the budget first.
 */
public final class SummarizeChain {

    private SummarizeChain() {}

    /** In one request. */
    public static Chain<List<Document>, ChatResponse> stuff(ChatModel model, TokenBudget budget) {
        return unasked().then(StuffDocumentsChain.of(model, DocumentPrompts.SUMMARY, budget));
    }

    /** A summary of the summaries of each. */
    public static Chain<List<Document>, ChatResponse> mapReduce(ChatModel model, TokenBudget budget) {
        return unasked()
                .then(MapReduceDocumentsChain.of(model, DocumentPrompts.SUMMARY, DocumentPrompts.SUMMARY, budget));
    }

    /** A summary that grows with each. */
    public static Chain<List<Document>, ChatResponse> refine(ChatModel model, TokenBudget budget) {
        return unasked()
                .then(RefineDocumentsChain.of(model, DocumentPrompts.SUMMARY, DocumentPrompts.REFINE_SUMMARY, budget));
    }

    private static Chain<List<Document>, DocumentsQuestion> unasked() {
        return Chain.<List<Document>, DocumentsQuestion>of(documents -> new DocumentsQuestion(documents, ""))
                .named("documents");
    }
}
