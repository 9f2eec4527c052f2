package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.Map;

/** All documents in one request. */
public final class StuffDocumentsChain {

    private StuffDocumentsChain() {}

    /** Answers by the English prompt, without a limit of ours. */
    public static Chain<DocumentsQuestion, ChatResponse> of(ChatModel model) {
        return of(model, DocumentPrompts.ANSWER, TokenBudget.NONE);
    }

    /**
     * By a prompt from {@code context} and {@code question}. Documents over the budget are refused with a
     * {@link dev.lian4j.core.error.ContextLengthExceededException} before the model is asked.
     */
    public static Chain<DocumentsQuestion, ChatResponse> of(
            ChatModel model, Chain<Map<String, Object>, ChatRequest> prompt, TokenBudget budget) {
        return Chain.<DocumentsQuestion, Map<String, Object>>of(
                        input -> budget.checked(input).values())
                .named("documents")
                .then(prompt)
                .then(model);
    }
}
