package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Asks each document alone, then asks the answers. While the answers are over the budget, they are joined in groups that
 * fit. Only the last answer is handed on in pieces.
 */
public final class MapReduceDocumentsChain {

    private static final int AT_ONCE = 4;

    private MapReduceDocumentsChain() {}

    /** Answers by the English prompt. */
    public static Chain<DocumentsQuestion, ChatResponse> of(ChatModel model, TokenBudget budget) {
        return of(model, DocumentPrompts.ANSWER, DocumentPrompts.ANSWER, budget);
    }

    /** By prompts from {@code context} and {@code question}: one for each document, one for the answers. */
    public static Chain<DocumentsQuestion, ChatResponse> of(
            ChatModel model,
            Chain<Map<String, Object>, ChatRequest> map,
            Chain<Map<String, Object>, ChatRequest> reduce,
            TokenBudget budget) {
        var each = StuffDocumentsChain.of(model, map, budget);
        var all = StuffDocumentsChain.of(model, reduce, budget);
        Chain<DocumentsQuestion, DocumentsQuestion> mapped = (input, run) ->
                answers(each, input, input.documents().stream().map(List::of).toList(), run);
        Chain<DocumentsQuestion, DocumentsQuestion> collapsed = (input, run) -> collapse(all, input, budget, run);
        return mapped.named("map").then(collapsed.named("collapse")).then(all);
    }

    private static DocumentsQuestion collapse(
            Chain<DocumentsQuestion, ChatResponse> chain, DocumentsQuestion input, TokenBudget budget, Run run) {
        DocumentsQuestion now = input;
        while (!budget.fits(now.documents())) {
            long before = budget.count(now.documents());
            now = answers(chain, now, budget.groups(now.documents()), run);
            if (budget.count(now.documents()) >= before) {
                throw budget.tooLong("The answers do not get shorter by joining and are " + before);
            }
        }
        return now;
    }

    private static DocumentsQuestion answers(
            Chain<DocumentsQuestion, ChatResponse> chain,
            DocumentsQuestion input,
            List<List<Document>> groups,
            Run run) {
        List<DocumentsQuestion> parts = groups.stream().map(input::of).toList();
        List<ChatResponse> answers = run.muted().call(chain.each(AT_ONCE), parts);
        return input.of(IntStream.range(0, parts.size())
                .mapToObj(i ->
                        Document.of(answers.get(i).text(), groups.get(i).get(0).metadata()))
                .toList());
    }
}
