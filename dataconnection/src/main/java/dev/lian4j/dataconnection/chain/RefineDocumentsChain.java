package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers from the first documents that fit the budget and improves the answer by the next ones, until all are read. Only
 * the last answer is handed on in pieces.
 */
public final class RefineDocumentsChain implements Chain<DocumentsQuestion, ChatResponse> {

    private final Chain<Map<String, Object>, ChatResponse> first;
    private final Chain<Map<String, Object>, ChatResponse> next;
    private final TokenBudget budget;

    private RefineDocumentsChain(
            Chain<Map<String, Object>, ChatResponse> first,
            Chain<Map<String, Object>, ChatResponse> next,
            TokenBudget budget) {
        this.first = first;
        this.next = next;
        this.budget = budget;
    }

    /** Answers by the English prompts. */
    public static RefineDocumentsChain of(ChatModel model, TokenBudget budget) {
        return of(model, DocumentPrompts.ANSWER, DocumentPrompts.REFINE, budget);
    }

    /** By a prompt from {@code context} and {@code question}, and one from {@code existing} too. */
    public static RefineDocumentsChain of(
            ChatModel model,
            Chain<Map<String, Object>, ChatRequest> first,
            Chain<Map<String, Object>, ChatRequest> next,
            TokenBudget budget) {
        return new RefineDocumentsChain(first.then(model), next.then(model), budget);
    }

    @Override
    public ChatResponse invoke(DocumentsQuestion input, Run run) {
        List<List<Document>> groups =
                input.documents().isEmpty() ? List.of(List.of()) : budget.groups(input.documents());
        int last = groups.size() - 1;
        ChatResponse answer = (last == 0 ? run : run.muted())
                .call(first, input.of(groups.get(0)).values());
        for (int i = 1; i <= last; i++) {
            Map<String, Object> values = new HashMap<>(input.of(groups.get(i)).values());
            values.put("existing", answer.text());
            answer = (i == last ? run : run.muted()).call(next, values);
        }
        return answer;
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(first, next);
    }

    @Override
    public boolean streams() {
        return next.streams();
    }
}
