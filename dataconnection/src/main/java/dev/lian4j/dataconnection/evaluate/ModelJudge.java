package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A model that says how good an answer is, from 0 to 100 in its last line. */
record ModelJudge(String name, ChatModel model, Chain<Map<String, Object>, ChatRequest> prompt) implements Evaluator {

    /** Among marks, such as those of bold type. */
    private static final Pattern SCORE = Pattern.compile(
            "(?:Score|分数)[^\\p{L}\\p{N}]{0,6}(\\d{1,3})(?:\\.\\d+)?(?:\\s*/\\s*100)?[^\\p{L}\\p{N}]*$",
            Pattern.CASE_INSENSITIVE);

    private static final double WHOLE = 100;

    @Override
    public EvaluationScore evaluate(EvaluationCase asked, EvaluatedAnswer answer, Run run) {
        String said = run.call(prompt.then(model).named(name), JudgePrompts.values(asked, answer))
                .text()
                .strip();
        Matcher score = SCORE.matcher(said);
        if (!score.find() || Integer.parseInt(score.group(1)) > WHOLE) {
            throw new OutputParserException("The judge did not end with a line such as 'Score: 80', 0 to 100", said);
        }
        return EvaluationScore.of(
                Integer.parseInt(score.group(1)) / WHOLE,
                said.substring(0, score.start()).strip());
    }
}
