package dev.lian4j.dataconnection.evaluate;

/**
 * How good an answer is in one respect.
 *
 * @param value from 0, bad, to 1, good
 * @param passed whether that is good enough
 * @param reason why, for people; may be empty
 */
public record EvaluationScore(double value, boolean passed, String reason) {

    /** Checks the range. */
    public EvaluationScore {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("A score is between 0 and 1, was " + value);
        }
    }

    /** Right or wrong. */
    public static EvaluationScore of(boolean right, String reason) {
        return new EvaluationScore(right ? 1 : 0, right, reason);
    }

    /** A value, good enough from a half on. */
    public static EvaluationScore of(double value, String reason) {
        return new EvaluationScore(value, value >= 0.5, reason);
    }
}
