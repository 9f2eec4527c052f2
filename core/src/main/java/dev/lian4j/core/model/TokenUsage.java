package dev.lian4j.core.model;

/**
 * The tokens that a call took.
 *
 * @param input tokens read; 0 where the provider does not say
 * @param output tokens written; 0 where the provider does not say
 */
public record TokenUsage(int input, int output) {

    /** Nothing is known. */
    public static final TokenUsage UNKNOWN = new TokenUsage(0, 0);

    /** Read and written together. */
    public int total() {
        return Math.addExact(input, output);
    }

    /** The sum of two calls. */
    public TokenUsage plus(TokenUsage other) {
        return new TokenUsage(Math.addExact(input, other.input), Math.addExact(output, other.output));
    }
}
