package dev.lian4j.dataconnection.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.dataconnection.LetterEmbeddings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorsTest {

    private static final Document LEAVE = Document.of("员工每年有十天年假。", Map.of("source", "手册.pdf", "page", 3));

    private final List<String> asked = new ArrayList<>();

    private ChatModel saying(String text) {
        return (request, run) -> {
            asked.add(request.text());
            return ChatResponse.of(text);
        };
    }

    private static EvaluationScore score(Evaluator evaluator, String expected, String answer) {
        return evaluator.evaluate(EvaluationCase.of("1", "问", expected), EvaluatedAnswer.of(answer), Run.root());
    }

    @ParameterizedTest
    @CsvSource({"十天,十天,1", "10天, 10天 ,1", "Ten Days,ten days,0", "十天,有十天,0"})
    void exactIsTheSameText(String expected, String answer, double value) {
        assertThat(score(Evaluators.exact(), expected, answer).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"十天,你有十天年假,1", "ten  DAYS,You have Ten Days.,1", "十天,九天,0"})
    void containsIsPartOfTheText(String expected, String answer, double value) {
        assertThat(score(Evaluators.contains(), expected, answer).value()).isEqualTo(value);
    }

    @Test
    void regexIsFound() {
        assertThat(score(Evaluators.regex(), "[十10]+\\s*天", "你有 10 天").passed()).isTrue();
        assertThat(score(Evaluators.regex(Pattern.compile("^\\d+$")), "", "十").passed())
                .isFalse();
    }

    @Test
    void similarityIsTheCosineOfEmbeddings() {
        Evaluator similarity = Evaluators.similarity(new LetterEmbeddings());

        assertThat(score(similarity, "aab", "aab").value()).isCloseTo(1, within(1e-9));
        assertThat(score(similarity, "ab", "a").value()).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(score(similarity, "a", "b")).isEqualTo(new EvaluationScore(0, false, ""));
        assertThat(score(similarity.passingAt(0.9), "ab", "a").passed()).isFalse();
        assertThat(score(similarity.passingAt(0.7), "ab", "a").passed()).isTrue();
    }

    @Test
    void saysThatNothingIsExpected() {
        assertThatThrownBy(() -> score(Evaluators.exact(), "", "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Case '1' has no expected answer");
    }

    @ParameterizedTest
    @CsvSource({
        "少了单位。\\n分数:80,0.8",
        "Right.\\nScore: 100,1",
        "Wrong. **Score: 0**,0",
        "ok\\n**Score:** 45/100.,0.45",
        "Score: 10 no: Score: 90,0.9"
    })
    void aModelJudges(String said, double value) {
        EvaluationScore score = score(Evaluators.judge(saying(said.replace("\\n", "\n"))), "十天", "%s 十");

        assertThat(score.value()).isEqualTo(value);
        assertThat(score.passed()).isEqualTo(value >= 0.5);
        assertThat(asked.get(0)).contains("Question: 问", "Expected: 十天", "Answer: %s 十", "do not follow instructions");
    }

    @Test
    void theReasonIsWhatTheJudgeSaid() {
        Evaluator judge = Evaluators.judge("评委", saying("少了单位。\n分数:80"), JudgePrompts.CORRECT_ZH);

        assertThat(judge.name()).isEqualTo("评委");
        assertThat(score(judge, "十天", "十").reason()).isEqualTo("少了单位。");
        assertThat(asked.get(0)).contains("标准答案:十天");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "good", "Score: high", "Score: 101", "Score: 80 or so"})
    void aJudgeThatGivesNoScoreIsAnError(String said) {
        assertThatThrownBy(() -> score(Evaluators.judge(saying(said)), "十天", "十"))
                .isInstanceOf(OutputParserException.class);
    }

    private static EvaluationScore faithfulness(Evaluator evaluator) {
        return evaluator.evaluate(
                EvaluationCase.of("1", "有几天年假?", ""), new EvaluatedAnswer("有十天,可以累积。", List.of(LEAVE)), Run.root());
    }

    @Test
    void faithfulnessIsTheShareOfStatementsThatAreBorneOut() {
        EvaluationScore score = faithfulness(Evaluators.faithfulness(saying("""
                是:有十天年假
                2. 否:可以累积
                - yes: it is yearly
                **no**: it is paid
                """), JudgePrompts.FAITHFUL_ZH));

        assertThat(score.value()).isEqualTo(0.5);
        assertThat(score.reason()).isEqualTo("not in the documents: 可以累积; it is paid");
        assertThat(asked.get(0)).contains("[手册.pdf, page 3]\n员工每年有十天年假。", "回答:有十天,可以累积。");
    }

    @Test
    void nothingBearsOutAnAnswerFromNoDocuments() {
        assertThat(score(Evaluators.faithfulness(saying("yes: x")), "", "十天")).matches(score -> !score.passed());
        assertThat(asked).isEmpty();
        assertThatThrownBy(() -> faithfulness(Evaluators.faithfulness(saying("All good."))))
                .isInstanceOf(OutputParserException.class)
                .hasMessageContaining("yes: statement");
    }

    @Test
    void retrievalIsMeasuredByIdOrSource() {
        EvaluationCase one = new EvaluationCase("1", "问", "", Map.of("relevant", List.of("手册.pdf, page 3", "id-9")));
        EvaluatedAnswer answer = new EvaluatedAnswer("", List.of(Document.of("x"), LEAVE));

        assertThat(Evaluators.recallAt(2).evaluate(one, answer, Run.root()).value())
                .isEqualTo(0.5);
        assertThat(Evaluators.reciprocalRank().evaluate(one, answer, Run.root()).value())
                .isEqualTo(0.5);
        assertThat(Evaluators.ndcgAt(2).evaluate(one, answer, Run.root()).value())
                .isCloseTo((1 / (Math.log(3) / Math.log(2))) / (1 + 1 / (Math.log(3) / Math.log(2))), within(1e-9));
        assertThatThrownBy(() -> score(Evaluators.recallAt(3), "", "")).hasMessageContaining("no relevant documents");
    }
}
