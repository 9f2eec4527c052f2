package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks each document alone for an answer and a score, and takes the best; of equals the first. Comes in one piece. */
public final class MapRerankDocumentsChain {

    private static final Pattern SCORE =
            Pattern.compile("(?:Score|分数)\\s*[::]\\s*(\\d{1,3})\\s*$", Pattern.CASE_INSENSITIVE);
    private static final int AT_ONCE = 4;

    private MapRerankDocumentsChain() {}

    /** By the English prompt. */
    public static Chain<DocumentsQuestion, RankedAnswer> of(ChatModel model, TokenBudget budget) {
        return of(model, DocumentPrompts.RANKED, budget);
    }

    /**
     * By a prompt from {@code context} and {@code question} that asks for a last line such as {@code Score: 80} or
     * {@code 分数:80}; without one an {@link OutputParserException} is thrown.
     */
    public static Chain<DocumentsQuestion, RankedAnswer> of(
            ChatModel model, Chain<Map<String, Object>, ChatRequest> prompt, TokenBudget budget) {
        var asked = StuffDocumentsChain.of(model, prompt, budget);
        Chain<DocumentsQuestion, RankedAnswer> one = (input, run) ->
                ranked(run.muted().call(asked, input).text(), input.documents().get(0));
        return Chain.<DocumentsQuestion, List<DocumentsQuestion>>of(MapRerankDocumentsChain::singles)
                .named("documents")
                .then(one.named("rank").each(AT_ONCE))
                .map(MapRerankDocumentsChain::best);
    }

    private static List<DocumentsQuestion> singles(DocumentsQuestion input) {
        if (input.documents().isEmpty()) {
            throw new IllegalArgumentException("A map-rerank chain needs at least one document");
        }
        return input.documents().stream().map(List::of).map(input::of).toList();
    }

    private static RankedAnswer ranked(String text, Document document) {
        Matcher score = SCORE.matcher(text);
        if (!score.find()) {
            throw new OutputParserException("The answer does not end with a line such as 'Score: 80'", text);
        }
        return new RankedAnswer(
                text.substring(0, score.start()).strip(), Math.min(100, Integer.parseInt(score.group(1))), document);
    }

    private static RankedAnswer best(List<RankedAnswer> answers) {
        return answers.stream()
                .sorted(Comparator.comparingInt(RankedAnswer::score).reversed())
                .findFirst()
                .orElseThrow();
    }
}
