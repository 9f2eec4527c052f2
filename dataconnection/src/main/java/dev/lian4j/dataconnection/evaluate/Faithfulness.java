package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A model that checks each statement of an answer against the documents. */
record Faithfulness(ChatModel model, Chain<Map<String, Object>, ChatRequest> prompt) implements Evaluator {

    /** Before and after the word there may be marks, such as those of a list. */
    private static final Pattern VERDICT = Pattern.compile(
            "^[^\\p{L}\\n]*(yes|no|是|否)[^\\p{L}\\n::]*[::]\\s*(.+)$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    @Override
    public String name() {
        return "faithfulness";
    }

    @Override
    public EvaluationScore evaluate(EvaluationCase asked, EvaluatedAnswer answer, Run run) {
        if (answer.retrieved().isEmpty()) {
            return EvaluationScore.of(false, "there are no documents to bear it out");
        }
        String said = run.call(prompt.then(model).named(name()), JudgePrompts.values(asked, answer))
                .text();
        List<MatchResult> verdicts = VERDICT.matcher(said).results().toList();
        if (verdicts.isEmpty()) {
            throw new OutputParserException("The judge wrote no line such as 'yes: statement'", said);
        }
        return score(verdicts);
    }

    private static EvaluationScore score(List<MatchResult> verdicts) {
        List<String> unfounded = verdicts.stream()
                .filter(verdict -> !yes(verdict))
                .map(verdict -> verdict.group(2).strip())
                .toList();
        double value = 1 - (double) unfounded.size() / verdicts.size();
        String reason = unfounded.stream().collect(Collectors.joining("; ", "not in the documents: ", ""));
        return EvaluationScore.of(value, unfounded.isEmpty() ? "" : reason);
    }

    private static boolean yes(MatchResult verdict) {
        String word = verdict.group(1).toLowerCase(Locale.ROOT);
        return word.equals("yes") || word.equals("是");
    }
}
