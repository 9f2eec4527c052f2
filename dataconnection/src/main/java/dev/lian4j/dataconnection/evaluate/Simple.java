package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.Run;
import java.util.function.BiFunction;

/** An evaluator that is a function of question and answer. */
record Simple(String name, BiFunction<EvaluationCase, EvaluatedAnswer, EvaluationScore> judge) implements Evaluator {

    @Override
    public EvaluationScore evaluate(EvaluationCase asked, EvaluatedAnswer answer, Run run) {
        return judge.apply(asked, answer);
    }
}
