package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.Run;

/** An evaluator with another idea of what is good enough. */
record Threshold(Evaluator evaluator, double threshold) implements Evaluator {

    Threshold {
        if (!(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("A threshold is between 0 and 1, was " + threshold);
        }
    }

    @Override
    public String name() {
        return evaluator.name();
    }

    @Override
    public EvaluationScore evaluate(EvaluationCase asked, EvaluatedAnswer answer, Run run) {
        EvaluationScore score = evaluator.evaluate(asked, answer, run);
        return new EvaluationScore(score.value(), score.value() >= threshold, score.reason());
    }
}
