package dev.lian4j.dataconnection.evaluate;

import dev.lian4j.core.Run;

/** Judges answers in one respect. Safe for several threads. */
public interface Evaluator {

    /** What it is called in reports; each of a run has another name. */
    String name();

    /**
     * Judges an answer. What it throws is noted as an error of this case.
     *
     * @param asked the question and what is expected
     * @param answer what was answered
     * @param run where models are called
     */
    EvaluationScore evaluate(EvaluationCase asked, EvaluatedAnswer answer, Run run);

    /** The same, good enough from another value on. */
    default Evaluator passingAt(double threshold) {
        return new Threshold(this, threshold);
    }
}
