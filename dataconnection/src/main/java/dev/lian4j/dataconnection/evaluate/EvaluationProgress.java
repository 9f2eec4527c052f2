package dev.lian4j.dataconnection.evaluate;

/**
 * How far an evaluation is.
 *
 * @param done how many questions are done, this one included
 * @param total how many there are
 * @param result what became of the last one
 */
public record EvaluationProgress(int done, int total, EvaluationResult result) {}
